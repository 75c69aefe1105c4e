import SystemPackage

/// Why an input cannot be read: the user's business, and exit code 2.
package struct InputError: Error, Hashable, CustomStringConvertible {
  package let path: String
  package let reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// What the system said of the file, in words.
  init(path: String, _ error: any Error) {
    let reason =
      switch error as? Errno {
      case .noSuchFileOrDirectory?: "no such file"
      case .permissionDenied?: "may not be read by this user"
      case .notDirectory?: "a part of the path is not a folder"
      case .isDirectory?: "is a folder, not a file"
      case .tooManySymbolicLinkLevels?: "is a ring of symbolic links"
      case .fileNameTooLong?: "the name is too long"
      case let errno?: errno.description
      case nil: "\(error)"
      }
    self.init(path: path, reason: reason)
  }

  package var description: String { "\(path): \(reason)" }
}
