import Diagnosis
import Examining
import Reports
import Rules

/// One run of `check`: from the options to the reports and the exit code.
struct CheckRun: Sendable {
  let options: CheckOptions

  func perform() async throws {
    let start = RunStart()
    let baseline = try options.baseline.map(BaselineFile.read)
    var check = Check(rules: RuleRegistry.rules, selection: options.selection)
    try check.refuseIdlePatterns()
    var statuses: [ExitStatus] = []
    if options.isSaved {
      let nodes = savedNodes()
      guard !nodes.isEmpty else { throw ExitStatus.usage }
      if nodes.count < options.paths.count { statuses = [.usage] }
      check.add(nodes)
    } else {
      let sources = await findAll()
      guard !sources.isEmpty else { throw ExitStatus.usage }
      if sources.count < options.paths.count { statuses = [.usage] }
      statuses += await judge(sources, into: &check)
    }
    if let gone = baseline.map({ check.apply($0) }), gone > 0 {
      Output.complain("\(gone) findings of the baseline are gone; write it anew")
    }
    try finish(check.report(since: start), statuses)
  }

  // One input stays on this thread: to start others takes longer than to judge it.

  /// The inputs that can be read; of the others it is complained.
  private func findAll() async -> [ConfigurationSource] {
    var found: [ConfigurationSource] = []
    if options.paths.count == 1 {
      do throws(InputError) {
        found = [try find(options.paths[0])]
      } catch {
        Output.complain("\(error)")
      }
      return found
    }
    let find = { @Sendable path in
      Result { () throws(InputError) in try self.find(path) }
    }
    await concurrently(options.paths, find) { result in
      do throws(InputError) {
        found.append(try result.get())
      } catch {
        Output.complain("\(error)")
      }
    }
    return found
  }

  private func find(_ path: String) throws(InputError) -> ConfigurationSource {
    try ConfigurationSource.find(path, versions: options.versions, dialect: options.dialect)
  }

  private func judge(
    _ sources: [ConfigurationSource], into check: inout Check
  ) async -> [ExitStatus] {
    if sources.count == 1 {
      let exam = await examine(sources[0], options.examining)
      check.add(check.judged(exam, of: sources[0]))
      do {
        try save(exam, of: sources[0])
      } catch {
        // The report is worth having all the same.
        Output.complain("--save: \(error)")
        return [.fault]
      }
      return []
    }
    check.tellApart(sources)
    let judge = { @Sendable [check] source in await check.judged(source, options.examining) }
    await concurrently(sources, judge) { check.add($0) }
    return []
  }

  private func save(_ exam: Examination, of source: ConfigurationSource) throws {
    guard let path = options.save else { return }
    let saved = SavedExamination(
      exam, of: source, options.examining, toolVersion: Version.number, savedAt: Timestamp.now)
    try Output.write(try saved.encoded(), to: path)
  }

  /// The nodes of the files that can be read; of the others it is complained.
  private func savedNodes() -> [(source: ConfigurationSource, node: NodeExamination)] {
    var saved: [(path: String, examination: SavedExamination)] = []
    for path in options.paths {
      do throws(InputError) {
        saved.append((path, try SavedExamination.read(path)))
      } catch {
        Output.complain("\(error)")
      }
    }
    let names = NodeNames.of(saved.map { ($0.path, $0.examination.hostname) })
    let overrides = SavedOverrides(options.examining, versions: options.versions)
    return zip(saved, names).compactMap { saved, name in
      do throws(InputError) {
        // One node alone is shown as it was shown there.
        let (source, exam) = try saved.examination.examined(
          overrides, named: names.count == 1 ? nil : name)
        return (source, NodeExamination(name: name, exam: exam))
      } catch {
        Output.complain("\(saved.path): \(error)")
        return nil
      }
    }
  }

  /// Writes the report and ends with its exit code, which is thrown unless it is clean.
  func finish(_ report: CheckReport, _ statuses: [ExitStatus] = []) throws {
    try write(report)
    let asked = ExitStatus.all(
      of: report, failOn: options.failOn, requireComplete: options.requireComplete)
    try end(with: .gravest(statuses + asked), report)
  }

  private func write(_ report: CheckReport) throws {
    for file in options.reports {
      try Output.write(file.format.render(report, options: options.rendering()), to: file.path)
    }
    let rendering = options.rendering(
      isColored: options.isColored, width: Terminal.width ?? 100)
    try Output.write(options.format.render(report, options: rendering))
  }

  /// Monitoring plugins have exit codes of their own; a wrong input stays what it is.
  private func end(with status: ExitStatus, _ report: CheckReport) throws {
    if options.format == .nagios, status != .usage {
      throw PluginStatus(
        code: Int32(NagiosReport(report, options.rendering()).state.rawValue))
    }
    if status != .clean { throw status }
  }
}
