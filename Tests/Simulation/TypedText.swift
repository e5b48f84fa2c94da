import Catalogue
import Models

/// A typed text, made so that it can be found wherever it ends up.
struct TypedText {
    let number: Int
    let by: DeviceRef
    let prompt: PromptID?
    let step: Int
    /// For each record, the greatest version of the text this one was meant to replace, among those sent by then.
    let floors: [RecordID: Version]

    static func words(_ number: Int) -> String { "#\(number)# and some words to go with it" }

    /// The number of the text in these bytes.
    static func number(in words: some Sequence<UInt8>) -> Int? {
        var number: Int?
        for octet in words {
            switch octet {
            case UInt8(ascii: "#"):
                if let number, number > 0 { return number }
                number = 0
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number.map { $0 * 10 + Int(octet - UInt8(ascii: "0")) }
            default: number = nil
            }
        }
        return nil
    }
}
