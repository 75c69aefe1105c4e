extension String {
  /// Ends a message about a value that the docker image replaces in the file that it brings along.
  package static let onlyInTheImagesOwnFile =
    " The docker image replaces this line only in the file that it brings along; in a file that is"
    + " mounted over it the line stays."
}
