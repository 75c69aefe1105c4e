import FlinkConfiguration
import Testing

@Suite struct ConfigurationFileChoiceTests {
  private static let both = ["config.yaml", "flink-conf.yaml", "workers"]

  @Test(
    arguments: [
      (FlinkVersion(1, 18), both, Dialect.flat, [Dialect.standard]),
      (FlinkVersion(1, 19), both, .flat, [.standard]),
      (FlinkVersion(2, 0), both, .standard, [.flat]),
      (FlinkVersion(1, 20), ["config.yaml"], .standard, []),
      (FlinkVersion(1, 18), ["config.yaml"], nil, [.standard]),
      (FlinkVersion(2, 3), ["flink-conf.yaml"], nil, [.flat]),
    ] as [(FlinkVersion, [String], Dialect?, [Dialect])])
  func oneFileIsRead(version: FlinkVersion, names: [String], read: Dialect?, ignored: [Dialect]) {
    let choice = ConfigurationFileChoice(fileNames: names, version: version)
    #expect(choice.read == read)
    #expect(choice.ignored == ignored)
  }

  @Test func saysWhatFlinkSaysWithoutAFile() {
    let old = ConfigurationFileChoice(fileNames: [], version: FlinkVersion(1, 12))
    #expect(
      old.complaint(folder: "/c")
        == "The Flink config file '/c/flink-conf.yaml' (/c/flink-conf.yaml) does not exist.")
    let new = ConfigurationFileChoice(fileNames: [], version: FlinkVersion(1, 20))
    #expect(new.complaint(folder: "/c")?.contains("config.yaml") == true)
  }
}
