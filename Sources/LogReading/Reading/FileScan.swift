import Evidence

/// One log while it is read: chunks of whole lines in, events out.
struct FileScan {
  private let table: PatternTable
  let index: Int
  var file: LogFileEvidence
  private(set) var events: [LogEvent] = []
  private(set) var deaths: [DeathEvidence] = []
  private(set) var dropped = 0
  /// The times are UTC, since the stamps have a zone.
  private(set) var isAbsolute = false
  /// Minutes east of UTC, where something in the file tells.
  private(set) var zone: Int?
  private(set) var zoneSource: String?
  private(set) var silences = SilenceFinder()
  private(set) var collections: GCText?

  private var matches: [LiteralSearch.Match] = []
  /// By shape and literals, the event that further lines are folded into.
  private var groups: [UInt64: Group] = [:]
  private var textBytes = 0
  /// Lines before the current chunk.
  private var linesBefore = 0
  /// The last line of the chunk before that begins a record.
  private var carried: (line: LogLine, number: Int)?
  /// The event whose record goes on behind the chunk.
  private var open: (event: Int, trace: TraceText, lines: Int)?
  /// Lines of a header that are still to be read.
  private var headerLines = 0
  private var votes: [LogFileEvidence.Component: Int] = [:]
  private var foreign: [String] = []
  private var hasFlinks = false
  private var sampled = 0
  /// Nothing else is in the file.
  private var pasted: PastedTrace?
  private var pastedBytes = 0
  /// What goes wrong after a registration is told anew, and failures of tasks after a job's start.
  private var registrations = 0
  private var jobs = 0

  private struct Group {
    var event: Int
    /// The run that it belongs to.
    var run: Int
    /// How many registrations and starts of jobs were before it.
    var registrations: Int
    var jobs: Int
    /// How many events of this shape there are.
    var events: Int
  }

  private static let mostEvents = 20_000
  private static let mostTextBytes = 8 << 20
  /// From so many events on, one of a kind is kept only so many times.
  private static let crowd = 2_000
  private static let mostOfOneShape = 20
  private static let mostRuns = 2_000
  /// Lines further apart than this are told twice.
  private static let foldGap: Int64 = 600_000
  private static let toRunning = Array(" to RUNNING".utf8)

  /// Begins a file, or its part behind so many lines.
  init(path: String, index: Int, table: PatternTable, linesBefore: Int = 0) {
    self.table = table
    self.index = index
    self.linesBefore = linesBefore
    file = LogFileEvidence(path: path)
  }

  var nextLine: Int { linesBefore + 1 }

  /// Where line ends were taken out of the next chunk, for its line numbers.
  var joins: [Int] = []

  /// Reads whole lines; only the last one of a file may lack its end.
  mutating func read(_ text: Bytes) {
    guard !text.isEmpty else { return }
    file.bytes += text.count
    if file.bytes == text.count { begin(text) }
    let lines: Int
    if collections != nil {
      lines = readCollections(text)
    } else {
      sample(text)
      lines = readMatches(text)
      silences.read(text, firstLine: linesBefore + 1)
      carry(text, lines)
    }
    linesBefore += lines + joins.count
    joins = []
    file.lines = linesBefore
    file.endsMidLine = text.last != 0x0A
  }

  /// So much happened that what is told again and again is no longer told each time.
  var isCrowded: Bool { events.count >= Self.crowd }

  /// Puts in what the end of the file says in full, from a line on.
  mutating func replaceEnd(with tail: FileScan, from line: Int) {
    events.removeAll { $0.line >= line }
    events += tail.events
    file.runs.removeAll { $0.firstLine >= line }
    if let last = file.runs.indices.last, file.runs[last].lastLine >= line {
      file.runs[last].lastLine = line - 1
      file.runs[last].end = .continued
    }
    var runs = tail.file.runs
    if let known = file.runs.last, !runs.isEmpty, !runs[0].hasStart { runs[0].inherit(known) }
    file.runs += runs
    file.component = file.runs.last?.component ?? file.component
  }

  mutating func finish() {
    closeTrace()
    if let trace = pasted, file.bytes == pastedBytes { events.append(trace.event(file: index)) }
    collections?.finish()
    if file.runs.isEmpty, file.lines > 0, collections == nil { file.runs.append(LogRun()) }
    if let last = carried { file.lastTime = last.line.time ?? file.lastTime }
    for at in file.runs.indices {
      if at + 1 == file.runs.count {
        file.runs[at].lastLine = file.lines
        file.runs[at].lastTime = file.lastTime
        if file.runs[at].end == .open {
          file.runs[at].endText = carried?.line.message.bounded(LogEvent.textLimit)
        }
      }
      if file.runs[at].component == .unknown { file.runs[at].component = votedComponent }
    }
    file.component = file.runs.last?.component ?? votedComponent
    if !hasFlinks { file.foreignSystems = foreign }
  }
}

// MARK: The first lines, and what every chunk tells

extension FileScan {
  private mutating func begin(_ text: Bytes) {
    var head: [String] = []
    var at = 0
    while at < text.count, head.count < 40 {
      let end = NewLines.end(text, at)
      head.append(text.text(at..<min(end, at + 500)))
      at = end + 1
    }
    if GCText.isLog(head) { collections = GCText(file: index) }
    if collections == nil {
      pasted = PastedTrace(text)
      pastedBytes = text.count
    }
    if let first = head.first {
      file.beginsMidLine =
        !LogLine(first).beginsRecord
        && head.dropFirst().contains {
          LogLine($0).beginsRecord
        }
        && first.utf8.first.map { $0.isBlank || ($0.isLetter && !$0.isUpper) || $0.isDigit } == true
    }
  }

  /// Returns how many lines there are.
  private mutating func readCollections(_ text: Bytes) -> Int {
    var at = 0
    var number = linesBefore
    while at < text.count {
      let end = NewLines.end(text, at)
      number += 1
      let line = text.text(at..<min(end, at + 4000))
      collections?.read(line.hasSuffix("\r") ? String(line.dropLast()) : line, number: number)
      if file.firstTime == nil || end + 1 >= text.count {
        let stamp = Stamp.parse(text.part(at..<end), from: text[at] == 0x5B ? 1 : 0)
        if let stamp {
          file.firstTime = file.firstTime ?? stamp.milliseconds
          file.lastTime = stamp.milliseconds
          if stamp.zone != nil { isAbsolute = true }
        }
      }
      at = end + 1
    }
    return number - linesBefore
  }

  /// Whose log it is, by the classes that write the first lines of each chunk.
  private mutating func sample(_ text: Bytes) {
    guard sampled < 2_000 else { return }
    var at = 0
    for _ in 0..<(sampled == 0 ? 400 : 20) where at < text.count {
      let end = NewLines.end(text, at)
      sampled += 1
      let line = LogLine(text.part(at..<end))
      at = end + 1
      guard line.beginsRecord else { continue }
      learnTime(line)
      if file.firstTime == nil { file.firstTime = line.time }
      if let component = line.logger.flatMap(Self.component) { votes[component, default: 0] += 1 }
    }
  }

  private mutating func learnTime(_ line: LogLine) {
    let wrapperZone = line.wrapperStamp?.zone
    guard let stamp = line.stamp ?? line.wrapperStamp else { return }
    if let own = stamp.zone {
      isAbsolute = true
      zone = zone ?? own
      zoneSource = zoneSource ?? "stamps"
    } else if wrapperZone != nil, let inner = line.stamp, let outer = line.wrapperStamp, zone == nil
    {
      let minutes = Double(inner.milliseconds - outer.milliseconds) / 60_000
      let quarters = (minutes / 15).rounded() * 15
      if abs(quarters) <= 18 * 60 {
        zone = Int(quarters)
        zoneSource = "stamps"
      }
    }
  }

  private var votedComponent: LogFileEvidence.Component {
    if let best = votes.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }) {
      return best.key
    }
    let name = file.path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    if name.contains("taskmanager") || name.contains("taskexecutor") || name.hasPrefix("tm") {
      return .taskManager
    }
    if name.contains("jobmanager") || name.contains("standalonesession")
      || name.contains("standalonejob") || name.hasPrefix("jm")
    {
      return .jobManager
    }
    return name.contains("client") ? .client : .unknown
  }

  private static func component(_ logger: String) -> LogFileEvidence.Component? {
    if ofTaskManager.contains(where: logger.holds) { return .taskManager }
    if ofJobManager.contains(where: logger.holds) { return .jobManager }
    if logger.holds(".cli.CliFrontend") || logger.holds("flink.client.") { return .client }
    return nil
  }

  private static let ofTaskManager: [StaticString] = [
    ".taskexecutor.", ".taskmanager.", ".runtime.tasks.", "api.functions.sink",
    "api.functions.source", "StreamTask",
  ]
  private static let ofJobManager: [StaticString] = [
    ".entrypoint.ClusterEntrypoint", ".dispatcher.", ".resourcemanager.", ".jobmaster.",
    ".executiongraph.", ".CheckpointCoordinator", ".checkpoint.CompletedCheckpoint",
    ".blob.BlobServer", ".jobmanager.", ".scheduler.",
  ]

  /// Keeps the last record's first line, for what continues it in the next chunk.
  private mutating func carry(_ text: Bytes, _ lines: Int) {
    var end = text.last == 0x0A ? text.count - 1 : text.count
    var number = linesBefore + lines
    for _ in 0..<500 where end > 0 || number == linesBefore + lines {
      let start = NewLines.start(text, end)
      let line = LogLine(text.part(start..<end))
      if line.beginsRecord {
        carried = (line, number)
        return
      }
      guard start > 0 else { return }
      end = start - 1
      number -= 1
    }
  }
}

// MARK: Matches

extension FileScan {
  /// Returns how many lines there are.
  private mutating func readMatches(_ text: Bytes) -> Int {
    matches.removeAll(keepingCapacity: true)
    table.search.find(in: text, into: &matches)
    continueRecord(text)
    var at = 0
    var counted = 0
    var number = linesBefore + 1
    while at < matches.count {
      let start = NewLines.start(text, matches[at].offset)
      let end = NewLines.end(text, matches[at].offset)
      var next = at + 1
      while next < matches.count, matches[next].offset < end { next += 1 }
      number += NewLines.count(text, counted..<start)
      counted = start
      let joined = joins.isEmpty ? 0 : joins.count { $0 < start }
      handle(text, start..<end, number + joined, at..<next)
      at = next
    }
    number += NewLines.count(text, counted..<text.count)
    return number - linesBefore - (text.last == 0x0A ? 1 : 0)
  }

  private mutating func handle(
    _ text: Bytes, _ range: Range<Int>, _ number: Int, _ found: Range<Int>
  ) {
    let stamp = Self.stamp(text, range)
    let isCounted = found.allSatisfy { table.isCounted[matches[$0].literal] }
    let isFailure = found.count == 1 && table.isFailure[matches[found.lowerBound].literal]
    if found.contains(where: { table.isRegistration[matches[$0].literal] }) { registrations += 1 }
    if isStartOfJob(text, range, found) { jobs += 1 }
    let key = key(text, range, stamp, found, isAlike: isCounted || isFailure)
    if let group = groups[key] {
      let isAnew =
        table.isStart[matches[found.lowerBound].literal]
        || !isCounted && group.registrations != registrations || isFailure && group.jobs != jobs
      let gap = isFailure ? 60_000 : isCounted ? .max : Self.foldGap
      if fold(group, number, stamp, isAnew ? nil : gap) { return }
    }
    note(text, range, number, found, key)
  }

  private func isStartOfJob(_ text: Bytes, _ range: Range<Int>, _ found: Range<Int>) -> Bool {
    found.contains { table.isJobState[matches[$0].literal] }
      && text.part(range).contains(Self.toRunning)
  }

  /// The stamp at the front of a line; nil where something stands before it.
  private static func stamp(_ text: Bytes, _ range: Range<Int>) -> Stamp? {
    guard !range.isEmpty else { return nil }
    let line = text.part(range)
    guard var stamp = Stamp.parse(line, from: line[0] == 0x5B ? 1 : 0) else { return nil }
    // A second stamp behind it is the line's own.
    if stamp.zone != nil, let inner = Stamp.parse(line, from: stamp.length + 1) {
      stamp.length += 1 + inner.length
    }
    return stamp
  }

  private func key(
    _ text: Bytes, _ range: Range<Int>, _ stamp: Stamp?, _ found: Range<Int>, isAlike: Bool
  ) -> UInt64 {
    var seed: UInt64 = 0
    for match in found { seed = seed &* 31 &+ UInt64(matches[match].literal + 1) }
    if isAlike { return seed ^ 0x5555_5555_5555_5555 }
    let line = text.part(range)
    // Without a stamp in front, what wraps the line may hold one.
    let start =
      stamp == nil && line.first == UInt8(ascii: "{")
      ? matches[found.lowerBound].offset - range.lowerBound
      : (stamp?.length ?? 0) + (line.first == UInt8(ascii: "[") ? 1 : 0)
    return LineShape.of(line, from: start, seed: seed)
  }

  /// Counts a line to an event that says the same; false where it is to be told again.
  ///
  /// `longest`: how far apart lines of one event are at the most; nil where each is told.
  private mutating func fold(
    _ group: Group, _ number: Int, _ stamp: Stamp?, _ longest: Int64?
  ) -> Bool {
    let at = group.event
    let time = stamp?.milliseconds
    if !(isCrowded && group.events >= Self.mostOfOneShape) {
      guard let longest, group.run == file.runs.count else { return false }
      if let time, let last = events[at].lastTime, abs(time - last) > longest { return false }
    }
    events[at].count += 1
    events[at].lastLine = number
    if let time { events[at].lastTime = time }
    return true
  }

  private mutating func note(
    _ text: Bytes, _ range: Range<Int>, _ number: Int, _ found: Range<Int>, _ key: UInt64
  ) {
    closeTrace()
    // A level is not what a line says.
    let first = matches[found.first { !table.isLevel[matches[$0].literal] } ?? found.lowerBound]
    let ids = Set(found.flatMap { table.ids[matches[$0].literal] })
    let own = ids.filter { $0 != PatternTable.death }.sorted()
    let isLandmark = own.allSatisfy { LogLandmark(rawValue: $0) != nil }
    let most = isLandmark ? Self.mostEvents / 2 : Self.mostEvents
    guard events.count < most, textBytes < Self.mostTextBytes else {
      dropped += 1
      return
    }
    let line = LogLine(text.part(range))
    let header = line.beginsRecord ? nil : header(text, before: range.lowerBound)
    let before = previousTime(text, before: range.lowerBound)
    learnTime(header?.line ?? line)
    let time = line.time ?? header?.line.time
    if ids.contains(PatternTable.death), deaths.count < 1_000,
      let death = DeathText.death(line.message, file: index, number: number, time: time)
    {
      deaths.append(death)
    }
    guard !own.isEmpty else { return }
    let message = line.message
    var event = LogEvent(
      ids: own, file: index, line: number,
      column: Self.scalars(text, range.lowerBound..<first.offset) + 1,
      length: table.lengths[first.literal], time: time,
      timeSource: Self.source(line, header: header?.line),
      level: line.level ?? header?.line.level, logger: line.logger ?? header?.line.logger,
      thread: line.thread ?? header?.line.thread,
      text: message.bounded(LogEvent.textLimit),
      record: header.map { $0.line.message.bounded(500) },
      addresses: AddressText.addresses(in: message))
    if let time, let before { event.quietBefore = time - before }
    learnSystems(event)
    textBytes += event.text.utf8.count + (event.record?.utf8.count ?? 0) + 300
    let at = events.count
    events.append(event)
    if own.contains(LogLandmark.started.rawValue) { beginRun(event, before) }
    noteInRun(event)
    groups[key] = Group(
      event: at, run: file.runs.count, registrations: registrations, jobs: jobs,
      events: (groups[key]?.events ?? 0) + 1)
    readRecord(text, event: at, from: header?.offset ?? range.upperBound + 1)
  }

  private static func source(_ line: LogLine, header: LogLine?) -> LogEvent.TimeSource {
    if line.stamp != nil { return .line }
    if line.wrapperStamp != nil { return .wrapper }
    return header?.time == nil ? .none : .record
  }

  private static func scalars(_ text: Bytes, _ range: Range<Int>) -> Int {
    text.part(range).reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// The first line of the record that a line continues, and where the record goes on.
  private func header(
    _ text: Bytes, before start: Int
  ) -> (line: LogLine, offset: Int?)? {
    var end = start - 1
    for _ in 0..<400 where end > 0 {
      let begin = NewLines.start(text, end)
      if end > begin, !text[begin].isBlank {
        let line = LogLine(text.part(begin..<end))
        if line.beginsRecord { return (line, end + 1) }
      }
      end = begin - 1
    }
    guard end <= 0, let carried else { return nil }
    return (carried.line, nil)
  }

  /// The stamp of the nearest line above that has one.
  private func previousTime(_ text: Bytes, before start: Int) -> Int64? {
    var end = start - 1
    for _ in 0..<60 where end > 0 {
      let begin = NewLines.start(text, end)
      if end > begin, let stamp = Self.stamp(text, begin..<end) { return stamp.milliseconds }
      end = begin - 1
    }
    return end <= 0 ? carried.flatMap { $0.line.time } : nil
  }

  private mutating func learnSystems(_ event: LogEvent) {
    for address in event.addresses {
      guard let system = address.system else { continue }
      if address.isFlinks {
        hasFlinks = true
      } else if foreign.count < 8, !foreign.contains(system) {
        foreign.append(system)
      }
    }
  }
}

// MARK: Records and runs

extension FileScan {
  /// Reads the stack trace behind an event's first line, up to the next record or chunk.
  private mutating func readRecord(_ text: Bytes, event: Int, from start: Int) {
    open = (event, TraceText(), 0)
    readOpen(text, from: start)
  }

  private mutating func continueRecord(_ text: Bytes) {
    if open != nil { readOpen(text, from: 0) }
  }

  private mutating func readOpen(_ text: Bytes, from start: Int) {
    guard var record = open else { return }
    var at = start
    while at < text.count {
      let end = NewLines.end(text, at)
      let line = text.part(at..<end)
      if headerLines > 0 {
        readHeader(line)
        headerLines -= 1
        at = end + 1
        continue
      }
      let begins =
        Self.stamp(text, at..<end) != nil
        || line.first.map { !$0.isBlank } == true && LogLine(line).beginsRecord
      if begins || record.lines >= 400 {
        events[record.event].exceptions = record.trace.exceptions
        open = nil
        return
      }
      record.trace.read(line)
      record.lines += 1
      at = end + 1
    }
    open = record
  }

  private mutating func closeTrace() {
    if let record = open { events[record.event].exceptions = record.trace.exceptions }
    open = nil
    headerLines = 0
  }

  /// What a process says of itself when it starts.
  private mutating func readHeader(_ bytes: Bytes) {
    guard let run = file.runs.indices.last,
      bytes.find("Loading configuration property: ") != nil || bytes.find(" JVM: ") != nil
    else { return }
    let line = LogLine(bytes)
    let message = line.message
    if let pair = message.after("Loading configuration property: ") {
      let parts = pair.split(separator: ",", maxSplits: 1).map { String($0).trimmed }
      if parts.count == 2, file.runs[run].configuration.count < 500 {
        file.runs[run].configuration[parts[0].bounded(200)] = parts[1].bounded(500)
      }
    } else if let jvm = message.after("JVM: ") {
      file.runs[run].java = jvm.split(separator: "/").last.map { String($0).bounded(60) }
    }
  }

  private mutating func beginRun(_ event: LogEvent, _ before: Int64?) {
    let text = event.text
    let component: LogFileEvidence.Component =
      if text.holds("Client (Version") {
        .client
      } else if text.holds("TaskManager") || text.holds("TaskExecutor") {
        .taskManager
      } else {
        .jobManager
      }
    var run = LogRun(
      component: component, hasStart: true, firstLine: event.line, lastLine: event.line,
      firstTime: event.time, lastTime: event.time)
    run.version = text.after("(Version: ").map { String($0.prefix { $0 != "," && $0 != ")" }) }
    headerLines = 250
    if let last = file.runs.indices.last {
      file.runs[last].lastLine = event.line - 1
      file.runs[last].lastTime = before
    }
    let isFirst = file.runs.isEmpty
    // What a container's start script prints belongs to the process that it starts.
    if isFirst, event.line > 60, before != nil {
      var earlier = LogRun(firstLine: 1, lastLine: event.line - 1, firstTime: file.firstTime)
      earlier.lastTime = before
      file.runs.append(earlier)
    } else if isFirst {
      run.firstLine = 1
    }
    if file.runs.count < Self.mostRuns { file.runs.append(run) }
  }

  private mutating func noteInRun(_ event: LogEvent) {
    if file.runs.isEmpty {
      var run = LogRun(firstLine: 1, lastLine: event.line, firstTime: file.firstTime)
      run.lastTime = event.time
      file.runs.append(run)
    }
    guard let run = file.runs.indices.last else { return }
    let text = event.text
    for landmark in event.ids.compactMap(LogLandmark.init) {
      switch landmark {
      case .actorSystem:
        for address in event.addresses where address.scheme != nil {
          if address.system == "flink" { file.runs[run].advertised = address }
          if address.system == "flink-metrics" { file.runs[run].metrics = address }
        }
      case .taskManagerAddress:
        if let id = text.after("with ResourceID: ") {
          file.runs[run].resourceID = String(id.prefix { $0 != " " }).bounded(200)
        } else if let host = text.after("hostname/address '") {
          file.runs[run].host = String(host.prefix { $0 != "'" }).bounded(200)
        } else if let host = text.after("for TaskManager: ") {
          let name = host.prefix { $0 != " " }
          file.runs[run].host = String(name.hasSuffix(".") ? name.dropLast() : name).bounded(200)
        }
      case .signal, .shutDown:
        file.runs[run].end = .shutDown
        file.runs[run].endText = text.bounded(500)
      case .checkpointTriggered: learnZone(event)
      default: break
      }
    }
  }

  /// `Triggering checkpoint 1 (type=CHECKPOINT) @ 1735694534059 for job`: the same moment twice.
  private mutating func learnZone(_ event: LogEvent) {
    guard zone == nil, let time = event.time, let number = event.text.after(" @ "),
      let epoch = Int64(number.prefix { $0.isNumber }), epoch > 1_000_000_000_000
    else { return }
    let quarters = (Double(time - epoch) / 900_000).rounded()
    guard abs(quarters) <= 72, abs(Double(time - epoch) - quarters * 900_000) < 300_000 else {
      return
    }
    zone = Int(quarters) * 15
    zoneSource = "a checkpoint's time"
  }
}
