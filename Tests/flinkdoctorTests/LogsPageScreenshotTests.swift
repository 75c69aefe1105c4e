import FoundationEssentials
import TestSupport
import Testing

/// The page of logs as a browser shows it; the picture stays in `.build/artefacts`.
@Suite struct LogsPageScreenshotTests {
  @Test(arguments: ["c-jm-killed-1.12.5", "incident-2025-01-01-1.12"])
  func `a browser shows the timeline`(name: String) throws {
    let artefacts = Repository.path(".build/artefacts")
    try FileManager.default.createDirectory(
      atPath: artefacts, withIntermediateDirectories: true)
    let page = "\(artefacts)/\(name).html"
    let picture = "\(artefacts)/\(name).png"
    try? FileManager.default.removeItem(atPath: picture)
    let program = try Program.flinkdoctor(
      "logs", Repository.path("Tests/Logs/\(name)"), "--report", "html=\(page)")
    #expect(program.status == 1)
    _ = try Shell.output(ofWords: [
      "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
      "--window-size=1280,1600", "--screenshot=\(picture)", "file://\(page)",
    ])
    let bytes = try Data(contentsOf: URL(filePath: picture))
    #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(bytes.count > 20_000)
  }
}
