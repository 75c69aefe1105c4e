import Glibc
import SystemPackage

extension NameProbe {
  /// With this machine's `/etc/hosts` and `/etc/resolv.conf`; a file that is missing is empty.
  package static func ofThisMachine() -> Self {
    Self(
      hosts: EtcHosts(smallFile("/etc/hosts") ?? []),
      configuration: ResolverConfiguration(
        smallFile("/etc/resolv.conf") ?? [], localDomain: environment("LOCALDOMAIN"),
        options: environment("RES_OPTIONS")))
  }
}

private func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
