package import LogReading
import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

/// Reads logs from files and standard input, as they grow if need be.
package struct LogFiles: ~Copyable {
  package private(set) var reader: LogReader
  package private(set) var errors: [InputError] = []
  /// Bytes read of the files, compressed ones as they are.
  package private(set) var bytesRead: Int64 = 0
  /// The files that may grow: their places, paths and how far they were read.
  private var growing: [(index: Int, path: String, offset: Int64, node: UInt64)] = []
  private var count = 0

  package init(patterns: [LogPattern]) {
    reader = LogReader(patterns: patterns)
  }

  /// Reads a file from its beginning, or no more than `limit` bytes of its end.
  ///
  /// `goOn` is told now and then how far it is; false ends the reading with what was found.
  package mutating func read(
    _ path: String, limit: Int64? = nil, goOn: (Int64) -> Bool = { _ in true }
  ) {
    do throws(InputError) {
      try readWhole(path, limit, goOn)
    } catch {
      errors.append(error)
    }
  }

  private mutating func readWhole(
    _ path: String, _ limit: Int64?, _ goOn: (Int64) -> Bool
  ) throws(InputError) {
    let file = path == "-" ? FileDescriptor.standardInput : try Self.open(path)
    defer { if path != "-" { try? file.close() } }
    var status = stat()
    let known = fstat(file.rawValue, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    var start: Int64 = 0
    if let limit, known, Int64(status.st_size) > limit {
      start = Int64(status.st_size) - limit
      _ = try? file.seek(offset: start, from: .start)
    }
    let before = bytesRead
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let first = try Self.read(file, path, &chunk)
    if let other = FileFormat(of: chunk[..<first]), other != .gzip {
      throw InputError(
        path: path, reason: "is \(other), not a log; unpack it, and give - to read a pipe")
    }
    reader.open(path)
    feed(chunk, first)
    if reader.isBinary {
      reader.close()
      count += 1
      throw InputError(path: path, reason: "is a binary file, not a log")
    }
    var incomplete: String?
    while first > 0 {
      guard goOn(bytesRead) else {
        incomplete = "the reading was interrupted"
        break
      }
      let read =
        reader.isPlain ? try fill(file, path) : try Self.read(file, path, &chunk)
      if read == 0 { break }
      if !reader.isPlain { feed(chunk, read) } else { bytesRead += Int64(read) }
    }
    if start > 0 { incomplete = incomplete ?? "only its last \(limit ?? 0) bytes were read" }
    if known, reader.isPlain {
      growing.append(
        (count, path, start + bytesRead - before, UInt64(status.st_ino)))
    }
    reader.close(incomplete: incomplete)
    count += 1
  }

  private mutating func feed(_ chunk: [UInt8], _ count: Int) {
    bytesRead += Int64(count)
    chunk.withUnsafeBufferPointer { reader.read(Bytes(rebasing: $0[0..<count])) }
  }

  private mutating func fill(_ file: FileDescriptor, _ path: String) throws(InputError) -> Int {
    try reader.fill { space throws(InputError) -> Int in
      do {
        return try file.read(into: space)
      } catch {
        throw InputError(path: path, error)
      }
    }
  }

  /// Reads what was written to the files since; true when there was anything.
  package mutating func readOn() -> Bool {
    var hasMore = false
    for at in growing.indices {
      guard let file = try? Self.open(growing[at].path) else { continue }
      defer { try? file.close() }
      var status = stat()
      guard fstat(file.rawValue, &status) == 0 else { continue }
      // Rotated, or cut off by `copytruncate`: what is there now is a new log.
      if UInt64(status.st_ino) != growing[at].node || Int64(status.st_size) < growing[at].offset {
        reader.open(growing[at].path)
        reader.close()
        growing[at] = (count, growing[at].path, 0, UInt64(status.st_ino))
        count += 1
      }
      guard Int64(status.st_size) > growing[at].offset else { continue }
      _ = try? file.seek(offset: growing[at].offset, from: .start)
      var chunk = [UInt8](repeating: 0, count: 1 << 20)
      guard let read = try? Self.read(file, growing[at].path, &chunk),
        let end = chunk[..<read].lastIndex(of: 0x0A)
      else { continue }
      reader.reopen(growing[at].index)
      feed(chunk, end + 1)
      reader.close()
      growing[at].offset += Int64(end + 1)
      hasMore = true
    }
    return hasMore
  }

  private static func open(_ path: String) throws(InputError) -> FileDescriptor {
    do {
      return try FileDescriptor.open(FilePath(path), .readOnly)
    } catch {
      throw InputError(path: path, error)
    }
  }

  private static func read(
    _ file: FileDescriptor, _ path: String, _ chunk: inout [UInt8]
  ) throws(InputError) -> Int {
    do {
      return try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
    } catch {
      throw InputError(path: path, error)
    }
  }
}
