/// One of a few names, in any case (`ConfigurationUtils.convertToEnum`).
///
/// Flink compares with what the constants print, not with how they are called; a hyphen is not an
/// underscore.
package enum EnumGrammar {
  /// The constant that Flink takes.
  package static func parse(
    _ text: String, of constants: [String], className: String
  ) throws(ValueError) -> String {
    let wanted = JavaText(text).uppercased
    for constant in constants where JavaText(constant).uppercased == wanted { return constant }
    throw .illegal(
      "Could not parse value for enum class \(className). Expected one of: "
        + "[[\(constants.joined(separator: ", "))]]")
  }
}
