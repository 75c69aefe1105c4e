import Diagnosis
import Probes

/// The key stores, trust stores and keytabs that Flink opens on this node.
///
/// Where the deployer starts Flink in containers of its own, those hold the files.
func storesToLookAt(_ exam: Examination) -> [StoreTarget] {
  switch exam.deployment {
  case .kubernetesNative, .yarn: return []
  case .standalone, .docker, .kubernetes: break
  }
  return exam.stores.map { store in
    let purpose: StoreTarget.Purpose =
      switch store.kind {
      case .keyStore:
        .keyStore(password: store.password?.text, keyPassword: store.keyPassword?.text)
      case .trustStore: .trustStore(password: store.password?.text)
      case .keytab: .keytab
      }
    return StoreTarget(key: store.file.key, path: store.file.text, purpose: purpose)
  }
}
