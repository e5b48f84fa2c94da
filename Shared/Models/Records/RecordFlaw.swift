/// Why a record cannot be one, whatever it is compared with.
package enum RecordFlaw: String, Error, Sendable {
    case bodyDoesNotMatchHash = "body_hash"
    case badSignature = "bad_signature"
    /// A round, commitment or key where its class has none, or none where its class needs one.
    case fieldsDoNotFitClass = "fields"
    /// An answer under another id than its round and author give.
    case foreignRound = "foreign_round"
    /// A stamp before 1970 or after 9999: nothing could follow the last one that there is.
    case impossibleStamp = "impossible_stamp"
}
