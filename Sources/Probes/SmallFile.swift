import SystemPackage

/// A system file, whole but for what is beyond 1 MiB; nil when it cannot be read.
func smallFile(_ path: FilePath) -> [UInt8]? {
  // Non-blocking, so that a FIFO put in its place does not hang the doctor.
  guard let file = try? FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
  else { return nil }
  defer { try? file.close() }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65536)
  while bytes.count < 1 << 20 {
    guard let count = try? chunk.withUnsafeMutableBytes({ try file.read(into: $0) }), count > 0
    else { break }
    bytes += chunk[..<count]
  }
  return bytes
}
