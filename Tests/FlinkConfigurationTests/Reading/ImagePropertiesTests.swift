import FlinkConfiguration
import Testing

@Suite struct ImagePropertiesTests {
  private let text = "rest.port: 8082\nheartbeat.timeout: 50 s\n# a: b\n"

  @Test func upTo118TheTextIsAppendedToTheFile() {
    let entries = ImageProperties.entries(text, version: FlinkVersion(1, 18))
    #expect(entries.map(\.key) == ["rest.port", "heartbeat.timeout"])
    #expect(entries.map(\.value.text) == ["8082", "50 s"])
    #expect(entries.allSatisfy { $0.origin == .environment })
  }

  /// `tr -d '[:space:]'` and `IFS=: read key value` of the entry point.
  @Test func from119EachLineIsAPairWithoutBlanks() {
    let entries = ImageProperties.entries(
      text + "a: b:c\nd: e:\n", version: FlinkVersion(1, 19))
    #expect(entries.map(\.key) == ["rest.port", "heartbeat.timeout", "#a", "a", "d"])
    #expect(entries.map(\.value.text) == ["8082", "50s", "b", "b:c", "e"])
  }

  @Test func laterLayersWin() {
    let file = ConfigurationReading(
      bytes: Array("rest.port: 1\n".utf8), dialect: .flat, path: "flink-conf.yaml")
    var configuration = EffectiveConfiguration(file)
    for entry in ImageProperties.entries("rest.port: 2", version: FlinkVersion(1, 18)) {
      configuration.set(entry)
    }
    #expect(configuration["rest.port"]?.value.text == "2")
    configuration.setDynamicProperty("rest.port", "'3'")
    #expect(configuration["rest.port"]?.value == .string("'3'"))
    configuration.setHost("jm1")
    #expect(configuration["jobmanager.rpc.address"]?.origin == .commandLine)
    #expect(configuration.effective.map(\.key) == ["rest.port", "jobmanager.rpc.address"])
  }

  @Test(arguments: [("s3.secret-key", true), ("A.Token", true), ("rest.port", false)])
  func knowsSensitiveKeys(key: String, isSensitive: Bool) {
    #expect(SensitiveKeys.isSensitive(key) == isSensitive)
  }
}
