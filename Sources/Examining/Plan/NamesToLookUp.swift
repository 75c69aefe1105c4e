import Diagnosis

/// The hosts whose names are in question even where no port of them is known.
func namesToLookUp(_ exam: Examination) -> [String] {
  [exam.jobManagerEndpoint?.host].compactMap(\.self)
}
