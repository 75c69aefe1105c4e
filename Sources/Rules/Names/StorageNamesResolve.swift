package import Diagnosis
import Evidence

/// Where the storage's machine has no address, no state is written and none is read.
package struct StorageNamesResolve: Rule {
  package static let card = RuleCard(
    id: "FD2006", name: "storage-names-resolve", severity: .error,
    title: "The machines of the storage's paths have addresses on this node",
    why: """
      JobManagers and TaskManagers both write to the storage. A NameNode or an S3 endpoint whose \
      name has no address makes `Could not create FileSystem for highly available storage path`, \
      which keeps a JobManager from starting, or fails every checkpoint with `UnknownHostException`.
      """,
    fix: "Enter the name in DNS or in /etc/hosts of every node, or correct it in the path.",
    sources: [
      "org.apache.flink.runtime.blob.BlobUtils#createFileSystemBlobStore",
      "org.apache.hadoop.security.SecurityUtil#buildTokenService (UnknownHostException)",
    ],
    examples: [
      .finding(
        "high-availability.storageDir: ↓hdfs://nn1:8020/flink", seen: [.name("nn1", .notFound)]),
      .finding("s3.endpoint: ↓http://minio:9000", seen: [.name("minio", .notFound)]),
      .finding("s3.endpoint: ↓minio:9000", seen: [.name("minio", .noAnswer)]),
      // A service of several NameNodes, which Hadoop's own files explain, is no host.
      .healthy(
        "state.checkpoints.dir: hdfs://nameservice1/flink", seen: [.name("nameservice1", .notFound)]
      ),
      .healthy("state.checkpoints.dir: s3://bucket/flink", seen: [.name("bucket", .notFound)]),
      .healthy(
        "state.checkpoints.dir: hdfs://nn1:8020/flink", seen: [.name("nn1", resolvesTo: "10.0.0.7")]
      ),
      .healthy("state.checkpoints.dir: file:///mnt/flink"),
      .unknown(
        "s3.endpoint: http://minio:9000",
        seen: [.deployment(.docker), .name("minio", .notFound)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    var judged: Set<String> = []
    return exam.namedHosts(.storage).compactMap { storage in
      guard let result = exam.result(of: storage.host), judged.insert(storage.host).inserted else {
        return nil
      }
      switch result {
      case .found: return storage.passed
      case .unknown(let reason): return storage.unknown(reason)
      case .missing where storage.mayBeLogical:
        return Verdict(
          .skipped(
            reason: "without a port \(storage.host) may be a service that Hadoop's files explain"),
          subject: storage.subject, location: storage.location, key: storage.key)
      case .missing(let name):
        return storage.missing(
          .error, name,
          "What is written there fails from this node with `UnknownHostException`.",
          explains: [.stateLost])
      }
    }
  }
}
