import Diagnosis
import FlinkConfiguration

extension CheckReport {
  /// The report with sensitive values masked in everything that a rule wrote.
  var withoutSecrets: CheckReport {
    let secrets = Secrets(self.secrets)
    var report = self
    for at in report.results.indices { report.results[at].hide(secrets) }
    for at in report.diagnosis.indices {
      report.diagnosis[at].summary = secrets.masked(report.diagnosis[at].summary)
    }
    return report
  }
}

extension CheckResult {
  fileprivate mutating func hide(_ secrets: Secrets) {
    message = secrets.masked(message)
    subject = secrets.masked(subject)
    reason = reason.map(secrets.masked)
    for at in related.indices { related[at].message = secrets.masked(related[at].message) }
    for at in evidence.indices { evidence[at].text = secrets.masked(evidence[at].text) }
    guard var fix else { return }
    fix.text = secrets.maskedLines(fix.text)
    // An edit that carries a secret cannot be shown, and half a fix must not be applied.
    if fix.edits.contains(where: { secrets.maskedLines($0.text) != $0.text }) { fix.edits = [] }
    self.fix = fix
  }
}
