import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

/// Reads whole files that are what they should be: regular, small, and text.
package enum InputFile {
  /// Beyond it a file is no configuration.
  package static let limit = 16 << 20

  /// What a file is read for, in the words of a complaint.
  enum Purpose: Sendable {
    case configuration
    case examination

    var noun: String {
      switch self {
      case .configuration: "a configuration"
      case .examination: "an examination"
      }
    }

    fileprivate var largest: String {
      switch self {
      case .configuration: "no Flink configuration"
      case .examination: "no examination"
      }
    }
  }

  /// A file that is the caller's to close, and what it is.
  ///
  /// It is opened without blocking and looked at afterwards, so that a FIFO does not hang it and
  /// nobody can exchange the file in between.
  static func opened(_ path: String) throws(InputError) -> (FileDescriptor, stat) {
    let file: FileDescriptor
    do {
      file = try FileDescriptor.open(FilePath(path), .readOnly, options: [.nonBlocking])
    } catch {
      throw InputError(path: path, error)
    }
    var status = stat()
    guard fstat(file.rawValue, &status) == 0 else {
      try? file.close()
      throw InputError(path: path, reason: "cannot be examined")
    }
    return (file, status)
  }

  /// The bytes of a regular file.
  package static func read(_ path: String, limit: Int = limit) throws(InputError) -> [UInt8] {
    try read(path, limit: limit, as: .configuration)
  }

  static func read(
    _ path: String, limit: Int, as purpose: Purpose
  ) throws(InputError) -> [UInt8] {
    let (file, status) = try opened(path)
    defer { try? file.close() }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw InputError(path: path, reason: "is a folder, not a file")
    case S_IFIFO:
      throw InputError(path: path, reason: "is a FIFO, not a file; to read a pipe give - as PATH")
    case S_IFSOCK: throw InputError(path: path, reason: "is a socket, not a file")
    default: throw InputError(path: path, reason: "is a device, not a file")
    }
    guard status.st_size <= limit else {
      throw InputError(
        path: path,
        reason: "has \(status.st_size) bytes; \(purpose.largest) is over \(limit >> 20) MiB")
    }
    let bytes = try contents(of: file, named: path, limit: limit, purpose)
    if let other = otherFormat(of: bytes, purpose) { throw InputError(path: path, reason: other) }
    return bytes
  }

  /// All of standard input, up to the limit.
  package static func readStandardInput() throws(InputError) -> [UInt8] {
    try readStandardInput(limit: limit, as: .configuration)
  }

  static func readStandardInput(
    limit: Int, as purpose: Purpose
  ) throws(InputError) -> [UInt8] {
    let bytes = try contents(of: .standardInput, named: "standard input", limit: limit, purpose)
    if let other = otherFormat(of: bytes, purpose) {
      throw InputError(path: "standard input", reason: other)
    }
    return bytes
  }

  private static func contents(
    of file: FileDescriptor, named path: String, limit: Int, _ purpose: Purpose
  ) throws(InputError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count: Int
      do {
        count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
      } catch {
        throw InputError(path: path, error)
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= limit else {
        throw InputError(
          path: path, reason: "goes on after \(limit >> 20) MiB; \(purpose.largest) does")
      }
    }
  }

  /// What the bytes are, when they are certainly no text.
  static func otherFormat(of bytes: [UInt8], _ purpose: Purpose = .configuration) -> String? {
    if let other = FileFormat(of: bytes), bytes.contains(0) {
      return "is \(other), not \(purpose.noun)"
    }
    if isUTF16(bytes) { return nil }
    let head = bytes.prefix(8192)
    let odd = head.count { $0 < 9 || (14...31).contains($0) || $0 == 127 }
    guard odd > 32, odd * 20 > head.count else { return nil }
    return "is a binary file, not \(purpose.noun)"
  }

  /// Whether the bytes begin with the mark of UTF-16, which Flink's YAML parser knows and its line
  /// parser does not.
  static func isUTF16(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff])
  }
}
