import Remoting
import TestSupport
import Testing

/// Frames as real JobManagers sent and took them: 1.12.5 (Akka 2.5), 1.20.5 (Pekko 1.1).
struct RecordedFrameTests {
  @Test func `the handshake of 1.12.5 is read`() throws {
    let frame = try read(
      "0000002b1229080112250a1a0a05666c696e6b12096c6f63616c686f737418c8372203746370114edd9ddcffffffff"
    )
    let uid = UInt64(bitPattern: Int64(-593_633_970))
    #expect(
      frame
        == .associate(RemotingAddress(system: "flink", host: "localhost", port: 7112), uid: uid))
  }

  @Test func `our handshake is the one that 1.12.5 took`() {
    let origin = RemotingAddress(system: "flinkdoctor", host: "127.0.0.1", port: 38348)
    #expect(
      RemotingFrame.associate(origin, uid: 0x691f_fade).bytes.hex
        == "0000003212300801122c0a210a0b666c696e6b646f63746f7212093132372e302e302e3118ccab02220374637011"
        + "defa1f6900000000")
  }

  /// As the handshakes of 1.12.5 and 1.20.5 have it, whose paths are `…@[fd77::11]:6123/user`.
  @Test func `an IPv6 address stands in brackets`() {
    let origin = RemotingAddress(system: "flinkdoctor", host: "fd77::21", port: 38348)
    #expect(origin.host == "[fd77::21]")
    #expect(origin.path(.akka, "/temp/d") == "akka.tcp://flinkdoctor@[fd77::21]:38348/temp/d")
    let same = RemotingAddress(system: "flinkdoctor", host: "[fd77::21]", port: 38348)
    #expect(same == origin)
  }

  @Test func `the farewell is the one that leaves no line`() {
    #expect(RemotingFrame.disassociate(.shuttingDown).bytes.hex == "0000000412020804")
  }

  @Test(arguments: [
    (
      RemotingScheme.akka, "localhost", UInt32(7112), 58464,
      "000000760a7412720a260a24616b6b612e7463703a2f2f666c696e6b406c6f63616c686f73743a373131322f7573"
        + "657212120a0b0a090a05646f632d30101410101a014122340a32616b6b612e7463703a2f2f666c696e6b646f63"
        + "746f72403132372e302e302e313a35383436342f74656d702f646f63746f72",
      "000000760a7412720a340a32616b6b612e7463703a2f2f666c696e6b646f63746f72403132372e302e302e313a35"
        + "383436342f74656d702f646f63746f72123a0a330a090a05646f632d30101412260a24616b6b612e7463703a2f"
        + "2f666c696e6b406c6f63616c686f73743a373131322f7573657210101a0142"
    ),
    (
      RemotingScheme.pekko, "localhost", UInt32(7222), 51033,
      "000000780a7612740a270a2570656b6b6f2e7463703a2f2f666c696e6b406c6f63616c686f73743a373232322f75"
        + "73657212120a0b0a090a05646f632d30101410101a014122350a3370656b6b6f2e7463703a2f2f666c696e6b64"
        + "6f63746f72403132372e302e302e313a35313033332f74656d702f646f63746f72",
      "000000780a7612740a350a3370656b6b6f2e7463703a2f2f666c696e6b646f63746f72403132372e302e302e313a"
        + "35313033332f74656d702f646f63746f72123b0a340a090a05646f632d30101412270a2570656b6b6f2e746370"
        + "3a2f2f666c696e6b406c6f63616c686f73743a373232322f7573657210101a0142"
    ),
  ])
  func `a ping and its answer`(
    scheme: RemotingScheme, host: String, port: UInt32, ours: Int, question: String, answer: String
  ) throws {
    let peer = RemotingAddress(system: "flink", host: host, port: port)
    let me = RemotingAddress(system: "flinkdoctor", host: "127.0.0.1", port: UInt32(ours))
    let ping = ActorMessage.identify(correlation: "doc-0")
      .envelope(to: peer.path(scheme, "/user"), from: me.path(scheme, "/temp/doctor"))
    #expect(RemotingFrame.message(ping).bytes.hex == question)
    guard case .message(let envelope) = try read(answer) else {
      Issue.record("no message")
      return
    }
    #expect(envelope.recipient == me.path(scheme, "/temp/doctor"))
    #expect(
      try ActorMessage.read(envelope)
        == .identity(correlation: "doc-0", path: peer.path(scheme, "/user")))
  }

  @Test func `a selection is the one that a TaskManager sends first`() throws {
    let peer = RemotingAddress(system: "flink", host: "localhost", port: 7112)
    let me = RemotingAddress(system: "flinkdoctor", host: "127.0.0.1", port: 60290)
    let question = ActorMessage.identifyEach(correlation: "sel", pattern: "resourcemanager_*")
      .envelope(to: peer.path(.akka, "/"), from: me.path(.akka, "/temp/doctor"))
    #expect(
      RemotingFrame.message(question).bytes.hex
        == "000000a40aa101129e010a220a20616b6b612e7463703a2f2f666c696e6b406c6f63616c686f73743a37313132"
        + "2f12420a3c0a090a070a0373656c101410101a0808011204757365721a07080112037270631a15080212117265"
        + "736f757263656d616e616765725f2a220141280110061a0022340a32616b6b612e7463703a2f2f666c696e6b64"
        + "6f63746f72403132372e302e302e313a36303239302f74656d702f646f63746f72")
    guard
      case .message(let envelope) = try read(
        "000000970a94011291010a340a32616b6b612e7463703a2f2f666c696e6b646f63746f72403132372e302e302e31"
          + "3a36303239302f74656d702f646f63746f7212590a520a070a0373656c101412470a45616b6b612e7463703a2f"
          + "2f666c696e6b406c6f63616c686f73743a373131322f757365722f7270632f7265736f757263656d616e616765"
          + "725f30233134383332303933343110101a0142")
    else {
      Issue.record("no message")
      return
    }
    #expect(
      try ActorMessage.read(envelope)
        == .identity(
          correlation: "sel",
          path: "akka.tcp://flink@localhost:7112/user/rpc/resourcemanager_0#1483209341"))
  }

  @Test func `a heartbeat to the remote watcher has no body`() {
    let peer = RemotingAddress(system: "flink", host: "localhost", port: 7112)
    let me = RemotingAddress(system: "flinkdoctor", host: "127.0.0.1", port: 58520)
    let question = ActorMessage.watcherHeartbeat
      .envelope(
        to: peer.path(.akka, "/system/remote-watcher"), from: me.path(.akka, "/temp/doctor"))
    #expect(
      RemotingFrame.message(question).bytes.hex
        == "0000007f0a7d127b0a370a35616b6b612e7463703a2f2f666c696e6b406c6f63616c686f73743a373131322f73"
        + "797374656d2f72656d6f74652d77617463686572120a0a0010101a045257484222340a32616b6b612e7463703a"
        + "2f2f666c696e6b646f63746f72403132372e302e302e313a35383532302f74656d702f646f63746f72")
  }

  @Test func `the question for a data port is the quiet one`() {
    #expect(
      ShuffleFrame.question.hex
        == "0000001dbadc0ffe060000000100000000000000000000000000000000")
    #expect(ShuffleFrame.farewell.hex == "00000009badc0ffe05")
    #expect(ShuffleFrame.answer([UInt8](hex: "00000c60badc0ffe01aced0005")) == .dataPort)
    #expect(ShuffleFrame.answer([UInt8](hex: "00000c60badc0ffe")) == .undecided)
    #expect(ShuffleFrame.answer([UInt8](hex: "00000c60badc0ffe02")) == .other)
    #expect(ShuffleFrame.answer("HTTP/1.1 400".utf8) == .other)
  }

  @Test(arguments: [
    ("0000002b1229", FirstBytes.remoting), ("000000650a63", .remoting), ("00000000", .remoting),
    ("485454502f312e3120343034", .http), ("15030300020201", .tlsAlert), ("160303", .tlsHandshake),
    ("00000c60badc0ffe01", .dataPort), ("0173030000aced0005", .blobServer),
    ("0173030000", .undecided), ("0000", .undecided), ("0000002b", .undecided), ("", .undecided),
    ("4854", .undecided), ("5353482d322e30", .other), ("0173030000aced0006", .other),
    ("ffffffff00", .other),
  ])
  func `who answers is told by the first bytes`(hex: String, kind: FirstBytes) {
    #expect(FirstBytes([UInt8](hex: hex)) == kind)
  }

  private func read(_ hex: String) throws -> RemotingFrame {
    var frames = FrameReader(limit: 1000)
    frames.append([UInt8](hex: hex))
    let frame = try RemotingFrame.read(try #require(try frames.next()))
    #expect(frames.pending.isEmpty)
    return frame
  }
}
