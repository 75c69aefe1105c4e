/// Which of several JobManagers is looked at: the first that answers.
///
/// Those that stand before it get a moment to answer as well, and then come first, so that two runs
/// look at the same one as long as it is well.
package struct FirstToAnswer {
  /// How long that moment is.
  static let moment = Duration.milliseconds(250)

  private var open: Set<Int>
  private var answering: Set<Int> = []
  private var isOver = false
  package private(set) var chosen: Int?

  package init(of count: Int) { open = Set(0..<count) }

  /// One answers as a JobManager, or will not; returns whether the moment begins.
  package mutating func settle(_ at: Int, answers: Bool) -> Bool {
    open.remove(at)
    if answers { answering.insert(at) }
    choose()
    return answers && answering.count == 1 && chosen == nil
  }

  /// The moment is over.
  package mutating func endMoment() {
    isOver = true
    choose()
  }

  private mutating func choose() {
    guard chosen == nil, let first = answering.min() else { return }
    if isOver || open.allSatisfy({ $0 > first }) { chosen = first }
  }
}
