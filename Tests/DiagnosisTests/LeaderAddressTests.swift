import Diagnosis
import Testing

@Suite struct LeaderAddressTests {
  @Test(arguments: [("jm1:6123", "jm1", 6123), ("[fd00::1]:50010", "fd00::1", 50010)])
  func reads(text: String, host: String, port: Int) throws {
    let leader = try #require(LeaderAddress(text))
    #expect(leader.host == host)
    #expect(leader.port == port)
    #expect("\(leader)" == text)
  }

  @Test(arguments: ["", "jm1", "jm1:", ":6123", "jm1:0", "jm1:65536", "jm1:x", "fd00::1:6123"])
  func refuses(text: String) {
    #expect(LeaderAddress(text) == nil)
  }
}
