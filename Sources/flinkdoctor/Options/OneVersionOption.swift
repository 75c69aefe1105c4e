import ArgumentParser
import FlinkConfiguration

/// `--flink-version` of the commands that show one.
struct OneVersionOption: ParsableArguments {
  @Option(
    name: .customLong("flink-version"),
    help: ArgumentHelp("The Flink version (default: the newest known).", valueName: "version"))
  var flinkVersion = ""

  func validate() throws { _ = try version }

  /// Of a range the newest.
  var version: FlinkVersion {
    get throws { try VersionText.parse(flinkVersion)?.versions.last ?? .newest }
  }
}
