package import Models

/// The format in which a store keeps a record: parsing thousands of them as JSON takes longer than decrypting them. Excludes
/// `kept`, which has its own columns.
extension HeldRecord {
    private static let form: UInt8 = 1

    package var compact: Bytes {
        var writer = CompactWriter(reserving: 700 + (body?.count ?? 0))
        writer.write(Self.form)
        writer.write(header)
        writer.write(signature)
        writer.write(body) { $0.write($1) }
        writer.write(ownKey) { $0.write($1) }
        writer.write(opening) { $0.write($1) }
        writer.write(phase) { $0.write($1.rawValue) }
        writer.write(isTampered)
        return writer.bytes
    }

    /// - Returns: `nil` if the bytes are in another format.
    package init?(compact octets: Bytes) {
        var reader = CompactReader(octets[...])
        do throws(CompactReader.Unexpected) {
            guard try reader.octet() == Self.form else { return nil }
            self.init(
                header: try reader.header(), signature: try reader.fixed(),
                body: try reader.optional { (reader) throws(CompactReader.Unexpected) in try reader.blob() },
                ownKey: try reader.optional { (reader) throws(CompactReader.Unexpected) in try reader.wrappedKey() },
                opening: try reader.optional { (reader) throws(CompactReader.Unexpected) in try reader.opening() },
                phase: try reader.optional { (reader) throws(CompactReader.Unexpected) in try reader.word() },
                isTampered: try reader.flag())
        } catch { return nil }
        guard reader.isAtEnd else { return nil }
    }
}

extension CompactWriter {
    fileprivate mutating func write(_ header: RecordHeader) {
        write(header.couple)
        write(header.id)
        write(header.visibility.rawValue)
        write(header.owner.rawValue)
        write(header.author)
        write(header.stamp)
        write(header.isDeleted)
        write(header.round) { $0.write($1) }
        write(header.commitment) { $0.write($1) }
        write(header.key) { $0.write($1) }
        write(header.bodyHash)
    }

    fileprivate mutating func write(_ key: WrappedContentKey) {
        write(key.key)
        write(key.sealed)
    }

    fileprivate mutating func write(_ opening: Opening) {
        write(opening.couple)
        write(opening.round)
        write(opening.author)
        write(opening.device)
        write(opening.commitment)
        write(opening.partnerCommitment) { $0.write($1) }
        write(opening.wrapped)
        write(opening.signature)
    }
}

extension CompactReader {
    fileprivate mutating func header() throws(Unexpected) -> RecordHeader {
        RecordHeader(
            couple: try fixed(), id: try fixed(), visibility: try word(), owner: try word(), author: try fixed(),
            stamp: try stamp(),
            isDeleted: try flag(), round: try optional { (reader) throws(Unexpected) in try reader.fixed() },
            commitment: try optional { (reader) throws(Unexpected) in try reader.fixed() },
            key: try optional { (reader) throws(Unexpected) in try reader.fixed() }, bodyHash: try fixed())
    }

    fileprivate mutating func wrappedKey() throws(Unexpected) -> WrappedContentKey {
        WrappedContentKey(key: try fixed(), sealed: try blob())
    }

    fileprivate mutating func opening() throws(Unexpected) -> Opening {
        Opening(
            couple: try fixed(), round: try fixed(), author: try fixed(), device: try fixed(), commitment: try fixed(),
            partnerCommitment: try optional { (reader) throws(Unexpected) in try reader.fixed() }, wrapped: try wrappedKey(),
            signature: try fixed())
    }
}
