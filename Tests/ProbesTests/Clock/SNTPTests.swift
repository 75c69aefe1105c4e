import Probes
import Testing

/// The question and the answer of SNTP, byte by byte.
@Suite struct SNTPTests {
  /// What chrony 4.3 answered, five minutes ahead of a clock that showed 1795380578.3960 and asked
  /// with the nonce "abcdefgh"; `local stratum 8`.
  private static let recorded: [UInt8] = [
    0x24, 0x08, 0x00, 0xe8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x7f, 0x7f, 0x01, 0x01,
    0xee, 0xad, 0xd5, 0x0f, 0xd0, 0x66, 0x37, 0x05, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68,
    0xee, 0xad, 0xd5, 0x11, 0x02, 0x99, 0xb9, 0x49, 0xee, 0xad, 0xd5, 0x11, 0x02, 0x9d, 0xa9, 0xf0,
  ]
  private static let nonce: UInt64 = 0x6162_6364_6566_6768
  /// 0xeeadd511 seconds since 1900, and 0x0299b949 of 2^32 parts of one.
  private static let receivedAt: Int64 = (0xeead_d511 - 2_208_988_800) * 1_000_000_000 + 10_158_138

  private static func answer(_ change: (inout [UInt8]) -> Void) -> SNTPAnswer {
    var bytes = recorded
    change(&bytes)
    return SNTPAnswer(bytes, to: nonce)
  }

  @Test func asksInClientModeAndTellsNothing() {
    let bytes = SNTPRequest(nonce: Self.nonce).bytes
    #expect(bytes.count == 48)
    #expect(bytes[0] == 0x23)
    #expect(bytes[1..<40].allSatisfy { $0 == 0 })
    #expect(Array(bytes[40...]) == Array("abcdefgh".utf8))
  }

  @Test func readsWhatChronyAnswers() throws {
    guard case .time(let time) = SNTPAnswer(Self.recorded, to: Self.nonce) else {
      Issue.record("no time")
      return
    }
    #expect(time.stratum == 8)
    #expect(time.reference == nil)
    // Asked 300 s earlier by a clock five minutes behind; 20 ms for the way there and back.
    let asked = Self.receivedAt - 300_000_000_000 - 10_000_000
    let offset = try #require(time.offset(asked: asked, waited: 20_060_123))
    #expect(abs(offset.ms - 300_000) < 0.1, "\(offset)")
    #expect(10..<10.1 ~= offset.errorMs, "\(offset)")
  }

  @Test func theServersOwnDistanceCounts() throws {
    let answer = Self.answer { bytes in
      bytes[7] = 1
      bytes[5] = 1  // 1 s + 1/65536 s of delay
      bytes[9] = 2  // 2 s of dispersion
    }
    guard case .time(let time) = answer else { return }
    let offset = try #require(time.offset(asked: Self.receivedAt, waited: 100_000))
    #expect(2500..<2501 ~= offset.errorMs, "\(offset)")
  }

  @Test func anEraEndsIn2036() {
    // A second after the counter has begun anew, asked a second before.
    let stamp = NTPTimestamp(bits: 1 << 32 | 1 << 31)
    let before: Int64 = (4_294_967_296 - 2_208_988_800 - 1) * 1_000_000_000
    #expect(stamp.unixNanoseconds(near: before) - before == 2_500_000_000)
  }

  @Test func saysWhyThereIsNoTime() {
    #expect(Self.answer { $0[0] = 0xE4 } == .unsynchronized(stratum: 8))
    #expect(Self.answer { $0[1] = 16 } == .unsynchronized(stratum: 16))
    #expect(Self.answer { $0[40...] = [0, 0, 0, 0, 0, 0, 0, 0] } == .unsynchronized(stratum: 8))
    let kiss = Self.answer { bytes in
      bytes[1] = 0
      bytes[12..<16] = [0x52, 0x41, 0x54, 0x45]
    }
    #expect(kiss == .refused(code: "RATE"))
  }

  @Test func whatIsNoAnswerIsInvalid() {
    for count in 0..<48 {
      guard case .invalid = SNTPAnswer(Self.recorded.prefix(count), to: Self.nonce) else {
        Issue.record("\(count) bytes")
        return
      }
    }
    for change in [
      { (bytes: inout [UInt8]) in bytes[0] = 0x23 },  // a question
      { $0[0] = 0x04 },  // no version
      { $0[24] ^= 1 },  // another question's answer
    ] {
      guard case .invalid = Self.answer(change) else {
        Issue.record("taken for an answer")
        return
      }
    }
  }

  @Test func anAnswerBeforeTheQuestionIsNone() {
    guard case .time(let time) = Self.answer({ $0[43] = 0 }) else { return }
    #expect(time.offset(asked: Self.receivedAt, waited: 1000) == nil)
  }
}
