import FlinkConfiguration
import Testing

@Suite struct FlinkVersionTests {
  @Test(
    arguments: [
      ("1.12", 1, 12, nil), ("1.18.1", 1, 18, 1), ("2.0-SNAPSHOT", 2, 0, nil),
      ("1.20.5-rc1", 1, 20, 5),
    ] as [(String, Int, Int, Int?)])
  func readsReleases(text: String, major: Int, minor: Int, patch: Int?) throws {
    let version = try #require(FlinkVersion(text))
    #expect((version.major, version.minor) == (major, minor))
    #expect(version.patch == patch)
  }

  @Test(arguments: ["", "1", "1.", ".1", "1.a", "1.2.3.4", "v1.12", "1.12.x", "１.12"])
  func refusesOtherText(text: String) {
    #expect(FlinkVersion(text) == nil)
  }

  @Test func patchReleasesOfAMinorAreEqual() {
    #expect(FlinkVersion(1, 18, patch: 1) == FlinkVersion(1, 18))
    #expect(FlinkVersion(1, 18, patch: 1).release == "1.18.1")
  }

  @Test(arguments: [
    ("1.18", "1.18", 1), ("1.15-1.18", "1.15-1.18", 4), ("1.15..1.18", "1.15-1.18", 4),
    ("2.0-", "2.0-2.3", 4), ("-1.13", "1.12-1.13", 2), ("2.9", "2.9", 1), ("1.9", "1.9", 1),
  ])
  func readsRanges(text: String, description: String, count: Int) throws {
    let range = try #require(FlinkVersionRange(text))
    #expect(range.description == description)
    #expect(range.versions.count == count)
  }

  @Test func judgesAnUnknownReleaseAsItsNearestNeighbour() {
    #expect(FlinkVersionRange(FlinkVersion(2, 9)).versions == [.newest])
    #expect(FlinkVersionRange(FlinkVersion(1, 9)).versions == [.oldest])
  }
}
