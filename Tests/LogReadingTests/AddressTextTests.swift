import Evidence
import LogReading
import Testing

/// Addresses in real lines, in their order.
struct AddressTextTests {
  @Test
  func `an actor's address`() {
    let text =
      "Could not resolve ResourceManager address akka.tcp://flink@jmalias:6123/user/rpc/"
      + "resourcemanager_*, retrying in 10000 ms: Could not connect to rpc endpoint under address "
      + "akka.tcp://flink@jmalias:6123/user/rpc/resourcemanager_*."
    #expect(
      AddressText.addresses(in: text) == [
        LogAddress(
          scheme: "akka.tcp", system: "flink", host: "jmalias", port: 6123,
          path: "/user/rpc/resourcemanager_*")
      ])
  }

  @Test
  func `the pair of a non-local recipient`() {
    let text =
      "dropping message [class akka.actor.ActorSelectionMessage] for non-local recipient "
      + "[Actor[pekko.ssl.tcp://flink@jobmanager:6123/]] arriving at "
      + "[pekko.ssl.tcp://flink@jobmanager:6123] inbound addresses are "
      + "[akka.tcp://flink@[2001:db8::1]:6123]"
    let found = AddressText.addresses(in: text)
    #expect(found.map(\.host) == ["jobmanager", "jobmanager", "2001:db8::1"])
    #expect(found.map(\.scheme) == ["pekko.ssl.tcp", "pekko.ssl.tcp", "akka.tcp"])
    #expect(found.map(\.port) == [6123, 6123, 6123])
  }

  @Test(arguments: [
    (
      "Connection refused: localhost/127.0.0.1:33689",
      LogAddress(host: "localhost", ip: "127.0.0.1", port: 33689)
    ),
    ("拒绝连接: jm1/10.0.0.1:6123", LogAddress(host: "jm1", ip: "10.0.0.1", port: 6123)),
    (
      "connection from /0:0:0:0:0:0:0:1:41630",
      LogAddress(host: "0:0:0:0:0:0:0:1", ip: "0:0:0:0:0:0:0:1", port: 41630)
    ),
    ("connection from /[::1]:41630.", LogAddress(host: "::1", ip: "::1", port: 41630)),
    (
      "Started BLOB server at 0.0.0.0:40221 - max",
      LogAddress(host: "0.0.0.0", ip: "0.0.0.0", port: 40221)
    ),
    (
      "task manager 'tm-1.flink.svc/10.1.2.3:33689 [ x ] '",
      LogAddress(host: "tm-1.flink.svc", ip: "10.1.2.3", port: 33689)
    ),
    ("connect to jm-0.flink.svc:6123", LogAddress(host: "jm-0.flink.svc", port: 6123)),
  ])
  func `a socket's address`(text: String, address: LogAddress) {
    #expect(AddressText.addresses(in: text) == [address])
  }

  @Test(arguments: [
    "at Task.java:570", "TaskSlot(index:0, state:ALLOCATED)", "15:30:41.26",
    "retrying in 10000 ms:",
    "jdbc:mysql:latest", "hdfs:///flink/x", "a:b:c", "size: 64.000mb (67108864 bytes)", "",
  ])
  func `what is no address is none`(text: String) {
    #expect(AddressText.addresses(in: text).isEmpty)
  }

  @Test
  func `another program's actor system is known as such`() throws {
    let address = try #require(
      AddressText.addresses(in: "Lost connection to [akka.tcp://sparkMaster@h:7077]").first)
    #expect(!address.isFlinks)
    let metrics = try #require(AddressText.actor("akka.tcp://flink-metrics@h.ns:45033"))
    #expect(metrics.isFlinks && metrics.port == 45033)
  }
}
