import Foundation

/// Text as a search compares it: without case, accents, width, the kind of an apostrophe, and invisible characters.
///
/// Compares whole grapheme clusters: a term that ends within one isn't found there. Sources: Unicode Standard, section 3.13 (caseless
/// matching); UAX #15 (compatibility decomposition).
package struct FoldedText: Hashable, Sendable {
    private let scalars: [Unicode.Scalar]
    /// For each scalar, the character of the text that it comes from; `nil` if each is one of its own.
    private let origins: [Int]?

    package init(_ text: some StringProtocol) { self.init(whole: String(text)) }

    private init(whole text: String) {
        // Most text is of these, and a search goes through all that was ever written.
        if text.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "`") && $0 != UInt8(ascii: "\r") }) {
            scalars = text.utf8.map { Self.folded($0) }
            origins = nil
            return
        }
        var scalars: [Unicode.Scalar] = []
        var origins: [Int] = []
        scalars.reserveCapacity(text.utf8.count)
        origins.reserveCapacity(text.utf8.count)
        for (index, character) in text.enumerated() {
            if let octet = character.asciiValue, octet != UInt8(ascii: "`") {
                scalars.append(Self.folded(octet))
                origins.append(index)
                continue
            }
            for scalar in Self.folded(character) {
                scalars.append(scalar)
                origins.append(index)
            }
        }
        self.scalars = scalars
        self.origins = origins
    }

    /// The terms of a search, which white space separates. A term of invisible characters alone is none.
    package static func terms(of search: String) -> [FoldedText] {
        search.split(whereSeparator: \.isWhitespace).map { FoldedText($0) }.filter { !$0.isEmpty }
    }

    /// The letters and digits of each word of a sentence. An apostrophe doesn't end a word.
    package static func words(of sentence: String) -> [[Unicode.Scalar]] {
        sentence.split { !$0.isLetter && !$0.isNumber && !apostrophes.contains($0) && $0 != "'" }.map { FoldedText($0).letters }
            .filter { !$0.isEmpty }
    }

    /// Its letters and digits, by which texts compare that differ in spaces and punctuation alone.
    package var letters: [Unicode.Scalar] {
        scalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }

    package var isEmpty: Bool { scalars.isEmpty }

    package func contains(_ term: FoldedText) -> Bool { place(of: term, from: 0) != nil }

    /// Where a term occurs, as offsets of characters in the text; overlapping places too.
    package func places(of term: FoldedText) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var start = 0
        while let place = place(of: term, from: start) {
            places.append(origin(place.lowerBound)..<(origin(place.upperBound - 1) + 1))
            start = place.lowerBound + 1
        }
        return places
    }

    private func place(of term: FoldedText, from start: Int) -> Range<Int>? {
        guard let first = term.scalars.first, scalars.count - start >= term.scalars.count else { return nil }
        for place in start...(scalars.count - term.scalars.count) where scalars[place] == first {
            let end = place + term.scalars.count
            if isEdge(place), isEdge(end), scalars[place..<end].elementsEqual(term.scalars) { return place..<end }
        }
        return nil
    }

    private func isEdge(_ place: Int) -> Bool {
        place == 0 || place == scalars.count || origin(place - 1) != origin(place)
    }

    private func origin(_ place: Int) -> Int { origins?[place] ?? place }

    private static func folded(_ octet: UInt8) -> Unicode.Scalar {
        Unicode.Scalar((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(octet) ? octet + 32 : octet)
    }

    private static func folded(_ character: Character) -> [Unicode.Scalar] {
        if apostrophes.contains(character) { return ["'"] }
        return String(character).decomposedStringWithCompatibilityMapping.uppercased().lowercased().unicodeScalars.compactMap {
            scalar in
            if isAccent(scalar) || scalar.properties.isDefaultIgnorableCodePoint { return nil }
            return strokeless[scalar] ?? scalar
        }
    }

    /// Voiced sound marks (class 8), which make another letter, aren't; nor are signs of class 0, which are letters of their own.
    private static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .nonspacingMark && scalar.properties.canonicalCombiningClass.rawValue >= 10
    }

    private static let apostrophes: Set<Character> = ["’", "‘", "ʼ", "ʻ", "‛", "′", "`", "´", "＇", "ʹ", "՚"]

    /// Letters that are written with a stroke, which Unicode doesn't decompose.
    private static let strokeless: [Unicode.Scalar: Unicode.Scalar] = ["ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t"]
}
