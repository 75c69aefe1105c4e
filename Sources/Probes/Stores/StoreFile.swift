import Evidence
import Glibc
import SystemPackage

/// Reads the file of a store, which is small and regular, or says why not.
enum StoreFile {
  struct Failure: Error {
    var access: StoreEvidence.Access
    var words: String?
  }

  /// A trust store with every public authority has some 200 KiB.
  static let limit = 4 << 20

  static func read(_ path: String) -> Result<[UInt8], Failure> {
    let file: FileDescriptor
    do {
      // Non-blocking, so that a FIFO put in its place does not hang the doctor.
      file = try FileDescriptor.open(
        FilePath(path), .readOnly, options: [.closeOnExec, .nonBlocking])
    } catch {
      return .failure(Failure(error))
    }
    defer { try? file.close() }
    var status = stat()
    guard fstat(file.rawValue, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= limit
    else { return .failure(Failure(access: .notAFile)) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    do {
      while bytes.count <= limit {
        let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
        if count == 0 { break }
        bytes += chunk[..<count]
      }
    } catch {
      return .failure(Failure(error))
    }
    return .success(bytes)
  }
}

extension StoreFile.Failure {
  fileprivate init(_ error: any Error) {
    let code = error as? Errno
    words = code?.description ?? "\(error)"
    access =
      switch code {
      case .noSuchFileOrDirectory?, .notDirectory?: .missing
      case .permissionDenied?: .forbidden
      default: .failed
      }
  }
}
