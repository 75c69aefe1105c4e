import ArgumentParser
import Diagnosis

/// What surrounds the configuration, as far as the user knows better than files and probes.
struct SurroundingsOptions: ParsableArguments {
  @Option(help: "How the cluster is deployed (default: auto).")
  var deployment: Automatic<Deployment> = .automatic

  @Option(help: "Whether the cluster stands on one machine (default: auto).")
  var topology: Automatic<Topology> = .automatic

  @Option(help: "What this node does in the cluster (default: auto).")
  var role: Automatic<Role> = .automatic

  @Option(help: "Whether the cluster should be running now: up or down.")
  var expect: Expectation = .up

  @Flag(help: "A firewall stands between the machines: every port must be known beforehand.")
  var firewall = false
}

/// A choice that `auto` leaves to the program.
enum Automatic<Choice: RawRepresentable & CaseIterable & Sendable>: Sendable
where Choice.RawValue == String {
  case automatic
  case chosen(Choice)

  var choice: Choice? {
    switch self {
    case .automatic: nil
    case .chosen(let choice): choice
    }
  }
}

extension Automatic: ExpressibleByArgument {
  init?(argument: String) {
    if argument == "auto" {
      self = .automatic
    } else if let choice = Choice(rawValue: argument) {
      self = .chosen(choice)
    } else {
      return nil
    }
  }

  var defaultValueDescription: String { choice?.rawValue ?? "auto" }

  static var allValueStrings: [String] { Choice.allCases.map(\.rawValue) + ["auto"] }
}

extension Expectation: ExpressibleByArgument {}
