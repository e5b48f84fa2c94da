import Presentation

/// A failure whose text has already been saved.
struct KeptElsewhere: Error {
    let failure: Failure
}
