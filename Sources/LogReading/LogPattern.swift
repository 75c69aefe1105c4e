/// What to look for: the literals of a signature, any of which makes a line an event of it.
package struct LogPattern: Sendable, Hashable {
  package var id: String
  package var literals: [String]

  package init(id: String, literals: [String]) {
    self.id = id
    self.literals = literals
  }
}
