/// Something failed, and the words that it was about are safe by now.
struct KeptElsewhere: Error {
    let failure: Failure
}
