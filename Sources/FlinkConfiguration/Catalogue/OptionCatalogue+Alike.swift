extension OptionCatalogue {
  /// The versions in which the catalogue's own lines say the same of a key as in `version`.
  ///
  /// It covers `option`, `lookupOrder` and `readers`; `canonical` and `standing` look at other
  /// keys, too.
  package static func versionsAlike(of key: String, to version: FlinkVersion) -> FlinkVersionSet {
    let at = index(of: version)
    return CatalogueText.lines(of: key).reduce(.all) { set, line in
      let span = FlinkVersionSet.span(line.first, line.last)
      return set.intersection(line.holds(at) ? span : span.complement)
    }
  }
}
