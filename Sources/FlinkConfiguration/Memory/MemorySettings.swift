/// The configuration as the memory model asks it: by option, with fallback keys and defaults of the version.
struct MemorySettings {
  let version: VersionInForce
  let dialect: Dialect
  private let lookUp: (String) -> ConfigurationValue?
  /// What old heap options are mapped to, in place of an option that is not set.
  private var mapped: [String: MemorySize] = [:]

  init(
    version: VersionInForce, dialect: Dialect, lookUp: @escaping (String) -> ConfigurationValue?
  ) {
    self.version = version
    self.dialect = dialect
    self.lookUp = lookUp
  }

  mutating func map(_ option: String, to size: MemorySize) { mapped[option] = size }

  /// `Configuration.contains`.
  func contains(_ option: String) -> Bool { mapped[option] != nil || value(option) != nil }

  private func value(_ option: String) -> ConfigurationValue? {
    for key in version.option(option)?.lookupOrder ?? [option] {
      if let value = lookUp(key) { return value }
    }
    return nil
  }

  /// A key that is no option of the catalogue.
  func written(_ key: String) -> ConfigurationValue? { lookUp(key) }

  /// `Configuration.get`: nil where there is neither a value nor a default.
  func get(_ option: String, as type: OptionType) throws(MemoryFailure) -> OptionValue? {
    guard let value = value(option) else {
      guard let text = version.option(option)?.default else { return nil }
      return try? OptionValue.convert(
        .string(text), to: type, version: version.among(type.grammarChanges), dialect: dialect)
    }
    do throws(ValueError) {
      return try OptionValue.convert(
        value, to: type, version: version.among(type.grammarChanges), dialect: dialect)
    } catch {
      throw MemoryFailure(
        [ValueError.wrapper(key: option, value: value.javaString), error.message],
        options: [option], isConfiguration: false)
    }
  }

  /// `ProcessMemoryUtils.getMemorySizeFromConfig`.
  func size(_ option: String) throws(MemoryFailure) -> MemorySize {
    if let size = mapped[option] { return size }
    let message = "Cannot read memory size from config option '\(option)'."
    do throws(MemoryFailure) {
      if case .memorySize(let size)? = try get(option, as: .memorySize) { return size }
    } catch {
      throw error.wrapped(message)
    }
    throw MemoryFailure(
      [message, "The memory option is not set and has no default value."], options: [option])
  }

  /// `ProcessMemoryUtils.getRangeFraction`: read as a Float, then widened.
  func range(
    min minimum: String, max maximum: String, fraction option: String
  ) throws(MemoryFailure) -> RangeFraction {
    let smallest = try size(minimum)
    let largest = try size(maximum)
    return try range(smallest, largest, fraction: option, options: [minimum, maximum])
  }

  func range(
    _ smallest: MemorySize, _ largest: MemorySize, fraction option: String, options: [String] = []
  ) throws(MemoryFailure) -> RangeFraction {
    var fraction = 0.0
    if case .float(let number)? = try get(option, as: .float) { fraction = Double(number) }
    let range = RangeFraction(smallest: smallest, largest: largest, fraction: fraction)
    guard let complaint = range.complaint else { return range }
    let isSizes = smallest > largest
    throw MemoryFailure(
      [
        "Inconsistently configured \(describe(option)) (\(java(fraction))) and its min "
          + "(\(smallest.humanReadable)), max (\(largest.humanReadable)) value", complaint,
      ], options: isSizes ? options : [option])
  }

  /// `ConfigOption.toString`.
  func describe(_ option: String) -> String {
    let found = version.option(option)
    let keys = (found?.fallbackKeys ?? []).map {
      "{key=\($0.key), isDeprecated=\($0.isDeprecated)}"
    }
    return "Key: '\(option)' , default: \(found?.default ?? "null") (fallback keys: "
      + "[\(keys.joined(separator: ", "))])"
  }

  private func java(_ number: Double) -> String { ConfigurationValue.double(number).javaString }
}

/// A share of something, and what it must not leave.
struct RangeFraction {
  let smallest: MemorySize
  let largest: MemorySize
  let fraction: Double

  /// What the constructor of `RangeFraction` throws.
  var complaint: String? {
    if smallest > largest { return "min value must be less or equal to max value" }
    return fraction >= 0 && fraction < 1 ? nil : "fraction must be in range [0, 1)"
  }

  func contains(_ size: MemorySize) -> Bool { smallest <= size && size <= largest }

  /// `deriveWithFraction`.
  func part(of base: MemorySize) throws(MemoryFailure) -> MemorySize {
    capped(try base.multiplied(by: fraction))
  }

  /// `deriveWithInverseFraction`: the base is what is left when the part is taken away.
  func part(besides base: MemorySize) throws(MemoryFailure) -> MemorySize {
    capped(try base.multiplied(by: fraction / (1 - fraction)))
  }

  private func capped(_ size: MemorySize) -> MemorySize { max(smallest, min(size, largest)) }
}
