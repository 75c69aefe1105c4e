package import Evidence

/// Reads the logs of one cluster, file after file, and keeps the lines that matter.
///
/// It does no input itself: bytes go in as they are in the files, gzip and UTF-16 among them. What
/// it keeps is bounded, whatever the files' size.
package struct LogReader: ~Copyable {
  private let table: PatternTable
  private var done: [FileScan] = []
  private var scan: FileScan?
  /// The place in `done` of a file that is open again.
  private var reopened: Int?
  private var buffer: [UInt8]
  private var filled = 0
  /// The last chunks of a file in which much happens, and the number of the first one's first line.
  private var tail: [(line: Int, text: [UInt8])] = []
  private var coding = Coding.unknown
  private var inflater: Inflater?
  private var odd: UInt8?
  private var document: [UInt8]?
  private var documents: [Int: JSONText] = [:]
  private var damage: String?

  private enum Coding { case unknown, plain, gzip, utf16le, utf16be }

  private static let capacity = 512 << 10
  private static let tailChunks = 6
  private static let largestDocument = 16 << 20

  package init(patterns: [LogPattern]) { self.init(PatternTable(patterns)) }

  package init(_ table: PatternTable) {
    self.table = table
    buffer = [UInt8](repeating: 0, count: Self.capacity)
  }

  /// The events of whole logs in memory, for examples and tests.
  package static func evidence(
    of logs: [(path: String, bytes: [UInt8])], patterns: [LogPattern],
    _ options: LogReadingOptions = LogReadingOptions()
  ) -> LogEvidence {
    evidence(of: logs, PatternTable(patterns), options)
  }

  /// The same with what is searched for made ready.
  package static func evidence(
    of logs: [(path: String, bytes: [UInt8])], _ table: PatternTable,
    _ options: LogReadingOptions = LogReadingOptions()
  ) -> LogEvidence {
    var reader = LogReader(table)
    for log in logs {
      reader.open(log.path)
      log.bytes.withUnsafeBufferPointer { reader.read($0) }
      reader.close()
    }
    return reader.evidence(options)
  }

  // MARK: Input

  package mutating func open(_ path: String) {
    scan = FileScan(path: path, index: done.count, table: table)
    filled = 0
    tail = []
    coding = .unknown
    inflater = nil
    odd = nil
    document = nil
    damage = nil
  }

  /// Goes on with a file that was closed, where more was written to it.
  package mutating func reopen(_ index: Int) {
    guard done.indices.contains(index) else { return }
    open(done[index].file.path)
    scan = done[index]
    reopened = index
    coding = .plain
  }

  /// Whether the bytes of the open file are its text, so that `fill` may be used.
  package var isPlain: Bool { coding == .plain && document == nil }

  /// The text looks like no text at all.
  package private(set) var isBinary = false

  package mutating func read(_ bytes: Bytes) {
    if coding == .unknown { sniff(bytes) }
    switch coding {
    case .unknown, .plain: append(bytes)
    case .gzip: inflate(bytes)
    case .utf16le, .utf16be: transcode(bytes)
    }
  }

  /// Lets `body` write the next bytes of a plain file where they are looked at.
  package mutating func fill<Failure>(
    _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    if filled > Self.capacity / 2 { look(isEnd: false) }
    if filled == buffer.count { look(isEnd: true) }
    var own: [UInt8] = []
    swap(&own, &buffer)
    let start = filled
    let count: Result<Int, Failure> = own.withUnsafeMutableBytes { space in
      Result { () throws(Failure) -> Int in
        try body(UnsafeMutableRawBufferPointer(rebasing: space[start...]))
      }
    }
    swap(&own, &buffer)
    let read = max(0, min(try count.get(), buffer.count - filled))
    filled += read
    return read
  }

  /// Looks at all whole lines that came until now.
  package mutating func flush() {
    if document == nil { look(isEnd: false) }
  }

  package mutating func close(incomplete: String? = nil) {
    if coding == .gzip, incomplete == nil, damage == nil, inflater?.isBetweenMembers == false {
      damage = "the gzip file is cut off"
    }
    if scan?.file.bytes == 0, document == nil {
      let joins = WrappedLines.join(&buffer, count: &filled)
      scan?.joins = joins
    }
    look(isEnd: true)
    if let text = document { readDocument(text) }
    document = nil
    guard var scan else { return }
    scan.finish()
    scan = withTail(scan)
    scan.file.incomplete = incomplete ?? damage
    if let reopened {
      done[reopened] = scan
    } else {
      done.append(scan)
    }
    reopened = nil
    self.scan = nil
  }

  private mutating func sniff(_ bytes: Bytes) {
    coding = .plain
    isBinary = false
    if bytes.count >= 2, bytes[0] == 0x1F, bytes[1] == 0x8B {
      coding = .gzip
      inflater = Inflater()
    } else if bytes.count >= 2, bytes[0] == 0xFF, bytes[1] == 0xFE {
      coding = .utf16le
    } else if bytes.count >= 2, bytes[0] == 0xFE, bytes[1] == 0xFF {
      coding = .utf16be
    } else {
      sniffText(bytes)
    }
  }

  private mutating func sniffText(_ bytes: Bytes) {
    let head = bytes.part(0..<min(bytes.count, 8192))
    isBinary = head.count { $0 == 0 } * 20 > head.count
    let blank: (UInt8) -> Bool = { $0.isBlank || $0 == 0x0A || $0 == 0x0D }
    guard let first = head.firstIndex(where: { !blank($0) }),
      head[first] == UInt8(ascii: "{") || head[first] == UInt8(ascii: "[")
    else { return }
    // `kubectl -o json` and `docker inspect`, spread over lines or on one.
    let line = head.part(first..<NewLines.end(head, first))
    let isSpread = line.count <= 3
    let isTold = head.find("\"kind\"") != nil || head.find("\"State\"") != nil
    if isSpread || isTold && head.find("\"apiVersion\"") != nil || line.starts(0, with: "[{\"Id\"")
    {
      document = []
    }
  }

  private mutating func append(_ bytes: Bytes) {
    if document != nil {
      if (document?.count ?? 0) + bytes.count <= Self.largestDocument {
        document?.append(contentsOf: bytes)
      } else {
        damage = "a JSON document of more than 16 MiB is not read"
      }
      return
    }
    var at = 0
    while at < bytes.count {
      if filled == buffer.count { look(isEnd: false) }
      let count = min(bytes.count - at, buffer.count - filled)
      for offset in 0..<count { buffer[filled + offset] = bytes[at + offset] }
      filled += count
      at += count
    }
  }

  private mutating func inflate(_ bytes: Bytes) {
    guard damage == nil, var inflater = inflater.take() else { return }
    var isFirst = scan?.file.bytes == 0 && filled == 0
    var pieces: [[UInt8]] = []
    let outcome = inflater.inflate(bytes) { pieces.append(Array($0)) }
    self.inflater = consume inflater
    for piece in pieces {
      piece.withUnsafeBufferPointer { text in
        if isFirst { sniffText(text) }
        isFirst = false
        append(text)
      }
    }
    if case .damaged = outcome { damage = "the gzip file is damaged" }
  }

  private mutating func transcode(_ bytes: Bytes) {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2 + 1)
    var at = 0
    if let first = odd, let second = bytes.first {
      units.append(unit(first, second))
      odd = nil
      at = 1
    }
    while at + 1 < bytes.count {
      units.append(unit(bytes[at], bytes[at + 1]))
      at += 2
    }
    if at < bytes.count { odd = bytes[at] }
    // A pair that two chunks share becomes U+FFFD, and only that.
    Array(String(decoding: units, as: UTF16.self).utf8).withUnsafeBufferPointer { append($0) }
  }

  private func unit(_ first: UInt8, _ second: UInt8) -> UInt16 {
    coding == .utf16le
      ? UInt16(second) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(second)
  }

  /// Hands the whole lines of the buffer on, and at the end the rest as well.
  private mutating func look(isEnd: Bool) {
    guard filled > 0, var scan else { return }
    self.scan = nil
    var whole = filled
    if !isEnd {
      while whole > 0, buffer[whole - 1] != 0x0A { whole -= 1 }
      // A line that fills the whole buffer is looked at in parts.
      if whole == 0, filled == buffer.count { whole = filled }
    }
    let line = scan.nextLine
    buffer.withUnsafeBufferPointer { scan.read(Bytes(rebasing: $0[0..<whole])) }
    keep(line, whole, isCrowded: scan.isCrowded)
    filled -= whole
    self.scan = scan
  }

  /// Makes room, and keeps what was looked at where its end will be looked at again.
  private mutating func keep(_ line: Int, _ whole: Int, isCrowded: Bool) {
    var next: [UInt8]
    if isCrowded {
      next =
        tail.count < Self.tailChunks
        ? [UInt8](repeating: 0, count: Self.capacity) : tail.removeFirst().text
      if next.count < Self.capacity {
        next += [UInt8](repeating: 0, count: Self.capacity - next.count)
      }
      swap(&next, &buffer)
      let rest = filled - whole
      buffer.withUnsafeMutableBytes { bytes in
        next.withUnsafeBytes { old in
          bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: old[whole..<(whole + rest)]))
        }
      }
      next.removeLast(next.count - whole)
      tail.append((line, next))
    } else if whole < filled {
      buffer.withUnsafeMutableBytes { bytes in
        bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[whole..<filled]))
      }
    }
  }

  /// The end of a log is what is asked about; where much happened it is read again in full.
  private func withTail(_ scan: FileScan) -> FileScan {
    guard let first = tail.first, scan.isCrowded else { return scan }
    var scan = scan
    var end = FileScan(
      path: scan.file.path, index: scan.index, table: table, linesBefore: first.line - 1)
    for chunk in tail { chunk.text.withUnsafeBufferPointer { end.read($0) } }
    end.finish()
    scan.replaceEnd(with: end, from: first.line)
    return scan
  }

  private mutating func readDocument(_ text: [UInt8]) {
    let value = text.withUnsafeBufferPointer { JSONText.parse($0) }
    if let value {
      documents[done.count] = value
      scan?.file.bytes = text.count
      scan?.file.lines = text.count { $0 == 0x0A }
    } else {
      // JSON lines after all, or a log that begins with a brace.
      document = nil
      text.withUnsafeBufferPointer { append($0) }
      look(isEnd: true)
    }
  }

  // MARK: Output

  /// All that was found until now, on one clock, in the order of time.
  package func evidence(_ options: LogReadingOptions = LogReadingOptions()) -> LogEvidence {
    var scans = done
    if var open = scan {
      open.finish()
      scans.append(withTail(open))
    }
    var evidence = LogEvidence(files: scans.map(\.file))
    let clock = LogClock(scans, zone: options.zone)
    evidence.zone = clock.zone
    evidence.zoneSource = clock.source
    for (at, scan) in scans.enumerated() {
      let shift = clock.shift(at)
      evidence.files[at].shift(by: shift)
      evidence.events += scan.events.map { $0.shifted(by: shift) }
      evidence.silences += scan.silences.silences.compactMap { silence in
        scan.file.runs.contains { abs($0.firstLine - silence.line) < 4 && $0.hasStart }
          ? nil
          : LogSilence(
            file: at, line: silence.line, from: silence.from + shift, to: silence.to + shift)
      }
      evidence.deaths += scan.deaths.map { $0.shifted(by: shift) }
      if let document = documents[at] {
        evidence.deaths += ContainerText.deaths(document, file: at)
      }
      if var found = scan.collections?.evidence {
        for pause in found.longest.indices {
          found.longest[pause].time = found.longest[pause].time.map { $0 + shift }
        }
        evidence.collections.append(found)
      }
      evidence.dropped += scan.dropped
    }
    evidence.sortByTime()
    evidence.skews = Skews.estimate(evidence)
    evidence.joinRotations()
    evidence.joinOutputs()
    if let window = options.window { evidence.keep(window) }
    return evidence
  }
}
