import Diagnosis
import Testing

@Suite struct SelectionTests {
  @Test(arguments: [
    ("FD2104", "FD2104", true), ("FD2104", "fd2104", true), ("FD2104", "FD21*", true),
    ("FD2104", "FD21", false), ("FD2104", "FD2?04", true), ("FD2104", "*04", true),
    ("FD2104", "*", true), ("FD2104", "", false), ("", "*", true), ("FD2104", "F*4*4", false),
    ("aab", "a*ab", true), ("abcabc", "*abc", true),
  ])
  func globs(text: String, pattern: String, matches: Bool) {
    #expect(Selection.matches(text, pattern) == matches)
  }

  @Test func takesIdsNamesAndFamilies() {
    let card = RuleCard.plain("FD2104")
    #expect(Selection(only: ["addresses"]).includes(card))
    #expect(Selection(only: ["fd2104"]).includes(card))
    #expect(!Selection(only: ["ports"]).includes(card))
    #expect(!Selection(skip: ["addresses"]).includes(card))
    #expect(!Selection(only: ["FD2104"], skip: ["FD2104"]).includes(card))
    #expect(Selection().includes(card))
  }
}
