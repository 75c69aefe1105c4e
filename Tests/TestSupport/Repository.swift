import FoundationEssentials

/// Where the checkout and the things around it are.
package enum Repository {
  /// The folder that holds `Package.swift`.
  package static let root: String = {
    var folder = URL(filePath: #filePath)
    while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
      folder.deleteLastPathComponent()
    }
    return folder.path(percentEncoded: false)
  }()

  /// `path` counts from the folder of `Package.swift`.
  package static func path(_ path: String) -> String { root + path }

  /// The bytes of a file of the checkout.
  package static func contents(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(filePath: self.path(path))))
  }
}
