import Foundation
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Examining

@Suite("A secret of one line", .timeLimit(.minutes(1)))
struct SecretFileTests {
  @Test("comes from a file, without blanks around it") func file() throws {
    for (text, wanted) in [("\n  \r\n Bearer a b \r\nnext", "Bearer a b"), ("", "")] {
      let line = try withFile(text) { try SecretFile.firstLine($0) }
      #expect(line == wanted)
    }
  }

  @Test("comes from a pipe, in pieces") func pipe() throws {
    let ends = try FileDescriptor.pipe()
    // In a thread of its own: those of tasks may all be waiting in other tests.
    Thread.detachNewThread {
      for piece in ["toke", "n-1\nrest"] {
        Thread.sleep(forTimeInterval: 0.03)
        _ = try? ends.writeEnd.writeAll(piece.utf8)
      }
      try? ends.writeEnd.close()
    }
    #expect(try SecretFile.firstLine("/dev/fd/\(ends.readEnd.rawValue)") == "token-1")
    try ends.readEnd.close()
  }

  @Test("is not waited for without end") func silentPipe() throws {
    let ends = try FileDescriptor.pipe()
    let error = #expect(throws: InputError.self) {
      try SecretFile.read("/dev/fd/\(ends.readEnd.rawValue)", patience: .milliseconds(50))
    }
    #expect(error?.reason == "is a pipe into which nobody wrote within 0.05 seconds")
    try ends.readEnd.close()
    try ends.writeEnd.close()
  }

  @Test("is no folder, no device and no long text", arguments: ["/", "/dev/zero", "/nowhere"])
  func others(path: String) throws {
    #expect(throws: InputError.self) { try SecretFile.firstLine(path) }
    #expect(throws: InputError.self) {
      try withFile(String(repeating: "a", count: 9000)) { try SecretFile.firstLine($0) }
    }
  }

  private func withFile<Value>(_ text: String, _ body: (String) throws -> Value) throws -> Value {
    let path = "/tmp/flinkdoctor-secret-\(UInt64.random(in: .min ... .max))"
    let file = try FileDescriptor.open(
      FilePath(path), .writeOnly, options: .create, permissions: .ownerReadWrite)
    defer { unlink(path) }
    try file.closeAfter { _ = try file.writeAll(text.utf8) }
    return try body(path)
  }
}
