import Diagnosis
import LogReading

extension LogPattern {
  /// What the signatures among some rules search for.
  static func all(of rules: [any Rule.Type]) -> [LogPattern] {
    rules.map { $0.card }.filter { !$0.literals.isEmpty }
      .map { LogPattern(id: $0.id, literals: $0.literals) }
  }
}
