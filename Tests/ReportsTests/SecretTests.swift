import Diagnosis
import FlinkConfiguration
import Reports
import Testing

/// No report shows the value of a sensitive option, wherever a rule has quoted it.
@Suite struct SecretTests {
  @Test(arguments: ReportFormat.allCases) func noFormatShowsOne(_ format: ReportFormat) {
    let report = CheckReport.oneFinding(
      message: "`hunter2` is cut, so `x` is left; hunter2",
      fix: Fix(
        "s3.secret-key: \"hunter2#3\"",
        edits: [
          Edit(
            path: "conf.yaml", range: TextRange(line: 1, column: 1, length: 4),
            text: "s3.secret-key: \"hunter2#3\"")
        ]),
      secrets: ["hunter2", "x"])
    let text = format.render(report)
    #expect(!text.contains("hunter"))
    #expect(!text.contains("`x`"))
  }

  /// A secret that is an ordinary word's part, or a letter, leaves the prose alone.
  @Test func proseStaysReadable() {
    let report = CheckReport.oneFinding(
      message: "tokens are text and pass", secrets: ["token", "a", "pas"])
    #expect(ReportFormat.short.render(report).contains("tokens are text and pass"))
  }

  @Test(arguments: [
    ("s3.password hunter2", "s3.password ******"), ("s3.password=hunter2", "s3.password=******"),
    ("  secret： hunter2", "  secret： ******"), ("# token : a b", "# token : ******"),
    ("password:", "password:"),
    ("ssl.keystore-pasword: hunter2", "ssl.keystore-pasword: ******"),
    ("s3.secert-key: hunter2", "s3.secert-key: ******"),
    ("taskmanager.host: tm1", "taskmanager.host: tm1"),
  ])
  func linesThatFlinkDropsAreMasked(_ line: String, _ masked: String) {
    #expect(SensitiveKeys.maskedLine(line) == masked)
  }
}
