import Foundation
import Synchronization
import TestSupport
import Testing

/// A running lab of one Flink version: `Tests/Lab/lab up`, ended with this value or with the tests.
final class Lab: Sendable {
  let version: String
  private let name: String
  private let held: HeldProgram

  @TaskLocal static var current: Lab?

  /// The costly fault that the last scenario left.
  private let standing = Mutex<Fault?>(nil)

  /// Starts the hosts and the cluster; `arguments` go to `lab up`.
  init(_ version: String, _ arguments: [String] = []) throws {
    self.version = version
    name = "test-\(getpid())-\(version)-\(UInt16.random(in: 0...UInt16.max))"
    held = try HeldProgram(
      "Tests/Lab/lab", ["--lab", name, "up", version, "--held"] + arguments)
  }

  struct Failure: Error {
    let command: String
    let said: String
  }

  /// Runs `Tests/Lab/lab` with these words for this lab; anything but success is a `Failure`.
  @discardableResult func callAsFunction(_ words: [String], limit: Int = 240) throws -> String {
    let program = try attempt(words, limit: limit)
    guard program.status == 0 else {
      throw Failure(
        command: words.joined(separator: " "), said: program.output + program.complaints)
    }
    return program.output
  }

  /// Breaks the cluster; a costly fault that stands already is not done again.
  func inject(_ faults: [Fault]) throws {
    let isStanding = standing.withLock { $0 != nil && $0 == faults.first }
    if !isStanding { try mend() }
    for fault in isStanding ? faults.dropFirst() : faults[...] {
      if fault.isCostly, fault == faults.first { standing.withLock { $0 = fault } }
      for words in fault.inject { try self(words) }
    }
  }

  /// Mends what is not worth keeping, whatever comes of it; returns what could not be done.
  func heal(_ faults: [Fault]) -> [any Error] {
    let isStanding = standing.withLock { $0 != nil && $0 == faults.first }
    return heal(each: isStanding ? faults.dropFirst() : faults[...])
  }

  /// What is said of a broken cluster, which is mended then; nil, and an issue, where that does not go.
  func judgement(
    with faults: [Fault], _ name: String, _ judge: (Lab) throws -> Judgement
  ) -> Judgement? {
    var judgement: Judgement?
    do {
      try inject(faults)
      judgement = try judge(self)
    } catch {
      Issue.record("\(error)")
    }
    for error in heal(faults) { Issue.record("\(error)") }
    if judgement == nil { Results.note(version, name, "could not be set up", isAsExpected: false) }
    return judgement
  }

  /// Mends what the last scenario left.
  func mend() throws {
    let left = standing.withLock { fault in
      defer { fault = nil }
      return fault
    }
    if let error = heal(each: [left].compactMap(\.self)[...]).first { throw error }
  }

  private func heal(each faults: ArraySlice<Fault>) -> [any Error] {
    let settles = faults.contains(where: \.losesPackets) ? [["settle"]] : []
    return (faults.reversed().flatMap(\.heal) + settles).compactMap { words in
      do { try self(words) } catch { return error }
      return nil
    }
  }

  /// Runs a line of shell on a host, however it ends.
  @discardableResult func run(_ host: String, _ line: String, limit: Int = 60) throws -> Program {
    try attempt(["run", host, "--", "sh", "-c", line], limit: limit)
  }

  /// What `flinkdoctor check` says on a host.
  func check(from host: String, _ arguments: [String] = []) throws -> Judgement {
    let program = try attempt(["check", host, "--", "--format", "json"] + arguments, limit: 40)
    return try Judgement(program)
  }

  /// What `flinkdoctor cluster` says on a host of this lab's cluster.
  func cluster(from host: String, _ arguments: [String] = []) throws -> Judgement {
    let words = [Program.flinkdoctor, "cluster", "http://jm1:8081", "--format", "json"]
    return try Judgement(attempt(["run", host, "--"] + words + arguments, limit: 60))
  }

  /// What `flinkdoctor check --from` says of what it saved on several hosts.
  func check(nodes: String, ahead: String? = nil) throws -> Judgement {
    let clock = ahead.map { ["--ahead", $0] } ?? []
    let program = try attempt(["nodes"] + clock + [nodes, "--", "--format", "json"], limit: 90)
    return try Judgement(program)
  }

  /// How many lines each host's logs have, a line per host.
  func logLines() throws -> String { try self(["lines"]) }

  private func attempt(_ words: [String], limit: Int) throws -> Program {
    let environment = ProcessInfo.processInfo.environment
      .filter { ["FLINKDOCTOR_CACHE", "JAVA_HOME"].contains($0.key) }
      .merging(["FLINKDOCTOR_BINARY": Program.flinkdoctor]) { $1 }
    return try Program.run(
      Repository.path("Tests/Lab/lab"), ["--lab", name] + words, environment: environment,
      limit: limit)
  }
}
