import Diagnosis
import Evidence

extension StoreSetting {
  /// `key store` and its like.
  var noun: String {
    switch kind {
    case .keyStore: "key store"
    case .trustStore: "trust store"
    case .keytab: "keytab"
    }
  }

  /// Who does not start without it.
  var victims: String { part == .rest ? "no JobManager starts" : "no process starts" }

  var symptomsOfNoStart: Set<Symptom> {
    part == .rest
      ? [.doesNotStart(.jobManager), .jobManagerNotFound]
      : [.doesNotStart(.jobManager), .doesNotStart(.taskManager), .jobManagerNotFound]
  }

  func finding(
    _ severity: Severity, _ message: String, fix: String, evidence: [EvidenceLine] = [],
    related: [RelatedLocation] = [], explains: Set<Symptom> = [], keepsFromStarting: Bool = false
  ) -> Verdict {
    Verdict(
      .finding(severity), subject: subject, message: message, location: file.location,
      related: related, key: file.key, evidence: evidence, fix: Fix(fix), explains: explains,
      keepsFromStarting: keepsFromStarting)
  }

  var passed: Verdict {
    Verdict(.passed, subject: subject, location: file.location, key: file.key)
  }

  func skipped(_ reason: String) -> Verdict {
    Verdict(.skipped(reason: reason), subject: subject, location: file.location, key: file.key)
  }

  func unknown(_ reason: String, blockedBy: String? = nil) -> Verdict {
    Verdict(
      .unknown(reason: reason, blockedBy: blockedBy), subject: subject, location: file.location,
      key: file.key)
  }

  /// The verdict when nobody looked, or could; nil when there is something to judge.
  func unseen(_ exam: Examination) -> Verdict? {
    if exam.evidence.store(file.key) != nil { return nil }
    if exam.evidence.node == nil { return skipped("no file is looked at with --static") }
    return exam.evidence.stores == nil || exam.deployment == .kubernetesNative
      || exam.deployment == .yarn
      ? skipped("the containers hold the file, not this machine")
      : unknown("the deadline came before it was read")
  }
}

extension Examination {
  /// One verdict per store that this node's processes open; `judge` sees those that were read.
  func eachStore(
    _ kinds: Set<StoreSetting.Kind>, judge: (StoreSetting, StoreEvidence) -> Verdict
  ) -> [Verdict] {
    stores.filter { kinds.contains($0.kind) }.map { store in
      if role == .client, store.part == .internal {
        return store.skipped("clients do not open it")
      }
      guard let evidence = evidence.store(store.file.key) else {
        return store.unseen(self) ?? store.skipped("nothing was looked at")
      }
      return judge(store, evidence)
    }
  }

  /// The same for stores whose contents are known.
  func eachOpenStore(judge: (StoreSetting, StoreEvidence) -> Verdict) -> [Verdict] {
    eachStore([.keyStore, .trustStore]) { store, evidence in
      evidence.opening == .opened
        ? judge(store, evidence)
        : store.unknown("what is in it cannot be told", blockedBy: store.subject)
    }
  }
}
