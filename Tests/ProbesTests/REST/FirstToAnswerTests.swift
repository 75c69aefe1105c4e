import Probes
import Testing

/// Which of several JobManagers is looked at.
@Suite struct FirstToAnswerTests {
  /// What happens, in order: who answers, who fails, and that the moment is over.
  enum Event: Sendable {
    case answers(Int)
    case fails(Int)
    case momentEnds
  }

  @Test(
    arguments: [
      ([.answers(0)], 0, []),
      ([.answers(1)], nil, [0]),
      ([.answers(1), .answers(0)], 0, [0]),
      ([.answers(1), .fails(0)], 1, [0]),
      ([.answers(2), .answers(1), .momentEnds], 1, [0]),
      ([.answers(2), .momentEnds, .answers(0)], 2, [0]),
      ([.answers(2), .fails(0), .momentEnds, .answers(1)], 2, [0]),
      ([.fails(0), .answers(1)], 1, []),
      ([.fails(0), .fails(1), .fails(2)], nil, []),
    ] as [([Event], Int?, [Int])])
  func theFirstThatAnswersIsChosen(events: [Event], chosen: Int?, momentsBegin: [Int]) {
    var first = FirstToAnswer(of: 3)
    var begun: [Int] = []
    for (at, event) in events.enumerated() {
      switch event {
      case .answers(let one): if first.settle(one, answers: true) { begun.append(at) }
      case .fails(let one): if first.settle(one, answers: false) { begun.append(at) }
      case .momentEnds: first.endMoment()
      }
    }
    #expect(first.chosen == chosen)
    #expect(begun == momentsBegin)
  }
}
