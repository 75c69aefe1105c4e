/// What of this node is looked at for a configuration.
package struct NodeTargets: Sendable, Hashable {
  /// A folder that an option names.
  package struct Directory: Sendable, Hashable {
    package var key: String
    package var path: String
    /// The user of the process that uses it.
    package var uid: Int

    package init(key: String, path: String, uid: Int) {
      self.key = key
      self.path = path
      self.uid = uid
    }
  }

  package var directories: [Directory]
  /// Where the scripts keep their pid files; nil where they keep none.
  package var pidFolder: String?
  package var javaHome: String?

  package init(
    directories: [Directory] = [], pidFolder: String? = nil, javaHome: String? = nil
  ) {
    self.directories = directories
    self.pidFolder = pidFolder
    self.javaHome = javaHome
  }
}
