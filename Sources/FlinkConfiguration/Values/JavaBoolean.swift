/// A switch: `true` or `false` in any case, and nothing else (`ConfigurationUtils.convertToBoolean`).
package enum JavaBoolean {
  package static func parse(_ text: String) throws(ValueError) -> Bool {
    switch JavaText(text).uppercased.string {
    case "TRUE": return true
    case "FALSE": return false
    default:
      throw .illegal(
        "Unrecognized option for boolean: \(text). Expected either true or false(case insensitive)")
    }
  }
}
