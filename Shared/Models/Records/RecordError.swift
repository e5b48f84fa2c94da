/// Why a record is invalid by itself, whatever it is compared with.
package enum RecordError: String, Error, Sendable {
    case bodyDoesNotMatchHash = "body_hash"
    case badSignature = "bad_signature"
    /// A round, commitment or key is present where the class has none, or missing where the class requires one.
    case fieldsDoNotFitVisibility = "fields"
    /// An answer's id doesn't match its round and author.
    case foreignRound = "foreign_round"
    /// The stamp is before 1970 or after 9999. Nothing could follow the last possible stamp.
    case impossibleStamp = "impossible_stamp"
}
