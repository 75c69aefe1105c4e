package import Evidence

extension RehearsedPath {
  /// Who judges, and whose certificate it is.
  package func sides(_ distrust: RehearsedDistrust) -> (judge: String, owner: String) {
    distrust.isDialers ? (to, from) : (from, to)
  }

  /// `jm1 does not trust the certificate of tm2 (CN=tm2, …): it is not in …`, for each of the two.
  package var trustWords: [String] {
    (distrusts ?? []).map { distrust in
      let (judge, owner) = sides(distrust)
      return "\(judge) does not take the certificate of \(owner)\(distrust.shown): \(distrust.why)"
    }
  }
}

extension RehearsedDistrust {
  /// ` (CN=tm2, issued by itself, serial 3f…)`.
  package var shown: String {
    guard let certificate else { return "" }
    let issuer = certificate.isSelfSigned ? "itself" : certificate.issuer
    let serial = certificate.serial.map { ", serial \($0)" } ?? ""
    return " (\(certificate.subject), issued by \(issuer)\(serial))"
  }

  /// What stands between the two.
  package var why: String {
    let place = "\(trust) (\(key))"
    let dates = (certificate?.notBefore ?? "", certificate?.notAfter ?? "")
    switch reason {
    case .notTrusted:
      return certificate?.isSelfSigned == true
        ? "it is not in \(place)" : "neither it nor who signed it is in \(place)"
    case .expired: return "it ended at \(dates.1)"
    case .notYetValid: return "it begins at \(dates.0), by the clock there in the future"
    case .fingerprint: return "it is not the one of \(key): \(trust)"
    case .purpose: return "its extended key usage does not allow both ends of a connection"
    case .issuerNotNamed:
      return "it is in \(place), and who signed it is not, so that Java does not show it"
    case .otherName:
      let names = (certificate?.names ?? []).joined(separator: ", ")
      return "it is made out to \(names.isEmpty ? "nobody" : names), and not to \(trust), as Flink "
        + "calls the address of this data port"
    case .noCertificate: return "it shows none"
    }
  }
}
