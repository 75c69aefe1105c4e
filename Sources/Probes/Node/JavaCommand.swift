/// The command line of a JVM, taken apart as the java launcher does.
struct JavaCommand: Sendable, Hashable {
  var options: [String] = []
  var classPath: [String] = []
  var mainClass: String
  /// What the main class gets.
  var arguments: [String] = []

  /// nil for what is no `java … MainClass …`.
  init?(_ words: [String]) {
    var rest = words.dropFirst()
    var main: String?
    while let word = rest.popFirst() {
      guard word.hasPrefix("-") else {
        main = word
        break
      }
      // What follows is no class of Flink's.
      if ["-jar", "-m", "--module"].contains(word) { return nil }
      if let path = Self.classPath(word, &rest) {
        classPath = path.split(separator: ":").map(String.init)
      } else if Self.takingAValue.contains(word) {
        options.append("\(word) \(rest.popFirst() ?? "")")
      } else {
        options.append(word)
      }
    }
    guard let main else { return nil }
    mainClass = main
    arguments = Array(rest)
  }

  private static func classPath(_ word: String, _ rest: inout ArraySlice<String>) -> String? {
    if ["-cp", "-classpath", "--class-path"].contains(word) { return rest.popFirst() ?? "" }
    let prefix = "--class-path="
    return word.hasPrefix(prefix) ? String(word.dropFirst(prefix.count)) : nil
  }

  /// The options whose value is a word of its own (`java --help`, Java 8 to 25).
  private static let takingAValue: Set<String> = [
    "-p", "--module-path", "--upgrade-module-path", "--add-modules", "--limit-modules",
    "--add-exports", "--add-opens", "--add-reads", "--patch-module", "--enable-native-access",
    "--source",
  ]
}

/// The words of `/proc/PID/cmdline`, each ended by a zero byte.
func commandLine(_ bytes: [UInt8]) -> [String] {
  var parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
  if parts.last?.isEmpty == true { parts.removeLast() }
  return parts.map { String(decoding: $0, as: UTF8.self) }
}
