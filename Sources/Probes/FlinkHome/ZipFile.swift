import CZlib
import SystemPackage

/// Reads single small files out of a zip archive, whatever its bytes.
///
/// Neither Zip64 nor encryption; no file of more than a megabyte, and no more than 64 megabytes of
/// directory.
struct ZipFile {
  private static let mostBytes = 1 << 20
  private static let mostDirectory = 64 << 20

  private let file: FileDescriptor
  private let directory: Int

  /// nil when there is no directory at the end of the file.
  init?(_ file: FileDescriptor) {
    self.file = file
    guard let size = try? Int(file.seek(offset: 0, from: .end)), size >= 22 else { return nil }
    // The end record, 22 bytes and a comment of at most 65535.
    let tail = min(size, 22 + 65535)
    guard let bytes = Self.read(file, at: size - tail, count: tail),
      let end = (0...(tail - 22)).reversed().first(where: { bytes.number(4, at: $0) == 0x0605_4B50 }
      ),
      let offset = bytes.number(4, at: end + 16), offset < 0xFFFF_FFFF
    else { return nil }
    directory = offset
  }

  /// The file of that name, unpacked; nil when there is none, or it is too large or broken.
  func contents(of name: String) -> [UInt8]? {
    let name = Array(name.utf8)
    var at = directory
    var window: [UInt8] = []
    var start = at
    var isLastWindow = false
    while at - directory < Self.mostDirectory {
      if at + 46 + 65535 > start + window.count, !isLastWindow {
        start = at
        window = Self.read(file, at: at, count: 1 << 17) ?? []
        isLastWindow = window.count < 1 << 17
      }
      let entry = at - start
      guard window.number(4, at: entry) == 0x0201_4B50,
        let nameLength = window.number(2, at: entry + 28),
        let extraLength = window.number(2, at: entry + 30),
        let commentLength = window.number(2, at: entry + 32),
        entry + 46 + nameLength <= window.count
      else { return nil }
      if window[(entry + 46)..<(entry + 46 + nameLength)].elementsEqual(name) {
        return contents(window, entry)
      }
      at += 46 + nameLength + extraLength + commentLength
    }
    return nil
  }

  /// The first `most` files whose names fit, unpacked, of those that the directory begins with.
  func first(_ most: Int, where fits: (String) -> Bool) -> [[UInt8]] {
    let window = Self.read(file, at: directory, count: 1 << 17) ?? []
    var found: [[UInt8]] = []
    var entry = 0
    while found.count < most, window.number(4, at: entry) == 0x0201_4B50,
      let nameLength = window.number(2, at: entry + 28),
      let extraLength = window.number(2, at: entry + 30),
      let commentLength = window.number(2, at: entry + 32),
      entry + 46 + nameLength <= window.count
    {
      let name = window[(entry + 46)..<(entry + 46 + nameLength)]
      if fits(String(decoding: name, as: UTF8.self)), let bytes = contents(window, entry) {
        found.append(bytes)
      }
      entry += 46 + nameLength + extraLength + commentLength
    }
    return found
  }

  /// The file whose directory entry stands at `entry`.
  private func contents(_ window: [UInt8], _ entry: Int) -> [UInt8]? {
    guard let method = window.number(2, at: entry + 10),
      let packed = window.number(4, at: entry + 20), packed <= Self.mostBytes,
      let size = window.number(4, at: entry + 24), size <= Self.mostBytes,
      let header = window.number(4, at: entry + 42),
      let local = Self.read(file, at: header, count: 30), local.number(4, at: 0) == 0x0403_4B50,
      let nameLength = local.number(2, at: 26), let extraLength = local.number(2, at: 28),
      let bytes = Self.read(file, at: header + 30 + nameLength + extraLength, count: packed),
      bytes.count == packed
    else { return nil }
    switch method {
    case 0: return bytes
    case 8: return inflated(bytes, size: size)
    default: return nil
    }
  }

  /// What there is at `offset`, up to `count` bytes.
  private static func read(_ file: FileDescriptor, at offset: Int, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let more = try? bytes.withUnsafeMutableBytes {
        try file.read(
          fromAbsoluteOffset: Int64(offset + filled),
          into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      guard let more else { return nil }
      if more == 0 { break }
      filled += more
    }
    return Array(bytes[..<filled])
  }
}

extension [UInt8] {
  /// A little-endian number; nil beyond the end.
  fileprivate func number(_ width: Int, at offset: Int) -> Int? {
    guard offset >= 0, offset + width <= count else { return nil }
    return self[offset..<(offset + width)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

/// Unpacks raw deflate into exactly `size` bytes; nil when it is broken.
private func inflated(_ packed: [UInt8], size: Int) -> [UInt8]? {
  var packed = packed
  var unpacked = [UInt8](repeating: 0, count: size)
  let done = packed.withUnsafeMutableBufferPointer { input in
    unpacked.withUnsafeMutableBufferPointer { output -> Bool in
      var stream = z_stream()
      // A negative window: a zip archive has no zlib header.
      guard
        inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
      else { return false }
      defer { inflateEnd(&stream) }
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(output.count)
      return inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_out == 0
    }
  }
  return done ? unpacked : nil
}
