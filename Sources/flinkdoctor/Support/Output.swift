import SystemPackage

/// The report could not be written: a full disk, a closed pipe.
struct OutputError: Error, CustomStringConvertible {
  let description: String
}

/// The two streams: the report alone on stdout, everything else on stderr.
enum Output {
  static func write(_ text: String) throws(OutputError) {
    do {
      try writeAll(text, to: .standardOutput)
    } catch {
      throw OutputError(description: "stdout: \(error)")
    }
  }

  /// A complaint; when not even that can be written there is nobody to tell.
  static func complain(_ text: String, prefix: String = "flinkdoctor: ") {
    try? writeAll(prefix + text + "\n", to: .standardError)
  }

  /// What goes on, for people: as it stands, without a prefix and without an end of line.
  static func tell(_ text: String) { try? writeAll(text, to: .standardError) }

  /// As the library's own `writeAll`, for which the runtime searches all conformances.
  private static func writeAll(_ text: String, to file: FileDescriptor) throws {
    var text = text
    try text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let written = try file.write(rest)
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      }
    }
  }

  /// Writes a whole file, beside its place first and then moved there, so that no reader sees half of it.
  static func write(_ text: String, to path: String) throws(OutputError) {
    let draft = "\(path).\(ProcessID.current).tmp"
    do {
      let file = try FileDescriptor.open(
        FilePath(draft), .writeOnly, options: [.create, .truncate],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
      try file.closeAfter { try writeAll(text, to: file) }
    } catch {
      throw OutputError(description: "\(path): \(error)")
    }
    guard Rename.move(draft, to: path) else {
      throw OutputError(description: "\(path): cannot be replaced")
    }
  }
}
