import Diagnosis
import Examining
import FoundationEssentials

/// An earlier JSON report as a baseline.
enum BaselineFile {
  private struct Report: Decodable {
    struct Result: Decodable {
      let fingerprint: String?
      let status: String?
    }

    let results: [Result]
  }

  static func read(_ path: String) throws -> Baseline {
    let bytes: [UInt8]
    do throws(InputError) {
      bytes = try InputFile.read(path)
    } catch {
      throw UsageError("--baseline: \(error)")
    }
    guard let report = try? JSONDecoder().decode(Report.self, from: Data(bytes)) else {
      throw UsageError("--baseline: \(path): is no report of flinkdoctor check --format json")
    }
    let findings = report.results.filter { $0.status == "finding" }
    return Baseline(fingerprints: Set(findings.compactMap(\.fingerprint)))
  }
}
