import Probes
import Testing

@Suite struct RESTEndpointTests {
  @Test(arguments: [
    ("jm1", "http://jm1:8081"), ("jm1:80", "http://jm1:80"), ("http://jm1", "http://jm1:80"),
    ("https://jm1", "https://jm1:443"), ("https://jm1:8081/", "https://jm1:8081"),
    ("http://jm1/flink/", "http://jm1:80/flink"),
    ("http://[fd77::11]:8081", "http://[fd77::11]:8081"),
    ("http://jm1:8081/index.html", "http://jm1:8081"), ("HTTP://jm1:8081", "http://jm1:8081"),
    ("http://me:pass@jm1:8081", "http://jm1:8081"), ("me:p%40ss@jm1", "http://jm1:8081"),
  ])
  func readsWhatPeopleWrite(text: String, url: String) {
    #expect(RESTEndpoint(text)?.url == url)
  }

  @Test(arguments: [
    "", "ftp://jm1", "http://", "http://jm1:0", "http://jm1:99999", "http://jm1:x", "a b",
    "http://jm1/?x=1", "http://jm1/#/overview", "fd77::11", "http://:8081", "jm1\r\nX: y",
    "http://jm1\\@evil",
  ])
  func whatIsNoEndpointIsNone(text: String) {
    #expect(RESTEndpoint(text) == nil)
  }

  @Test func aPasswordIsDecoded() {
    #expect(RESTEndpoint("http://me:p%40ss@jm1")?.authorization == "Basic bWU6cEBzcw==")
    #expect(RESTEndpoint("http://jm1")?.authorization == nil)
  }

  @Test(arguments: [
    ("10.0.0.2:6122-a", "/taskmanagers/10.0.0.2:6122-a/logs"),
    ("../../jobs/x/yarn-cancel", "/taskmanagers/..%2F..%2Fjobs%2Fx%2Fyarn-cancel/logs"),
    ("..", "/taskmanagers/%2E%2E/logs"), ("a?b#c d", "/taskmanagers/a%3Fb%23c%20d/logs"),
    ("ä", "/taskmanagers/%C3%A4/logs"),
  ])
  func whatAClusterCallsItsOwnLeadsNowhereElse(id: String, path: String) {
    #expect(RESTPath.logs(ofTaskManager: id).text == path)
  }

  @Test(arguments: [
    "", "x", "7572110e88a3c8cb5fd7b0746aeb292F", "7572110e88a3c8cb5fd7b0746aeb292/",
  ])
  func whatIsNoJobIsNotAskedFor(id: String) {
    #expect(RESTPath.job(id) == nil)
    #expect(RESTPath.exceptions(ofJob: id) == nil)
  }
}
