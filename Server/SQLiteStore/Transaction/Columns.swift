import FoundationEssentials
import GRDB
import Models
import ServerCore

extension FixedBytes {
    var column: Data { Data(bytes) }
}

extension Row {
    func octets(_ index: Int) throws -> Bytes {
        try withUnsafeData(atIndex: index) { data in
            guard let data else { throw StoreError.corrupt }
            return Bytes(data)
        }
    }

    /// - Throws: `corrupt` where the column holds something else.
    func fixed<Value: FixedBytes>(_ index: Int) throws -> Value {
        guard let value = Value(bytes: try octets(index)) else { throw StoreError.corrupt }
        return value
    }

    func optionalFixed<Value: FixedBytes>(_ index: Int) throws -> Value? {
        hasNull(atIndex: index) ? nil : try fixed(index)
    }

    func integer(_ index: Int) -> Int64 { self[index] }

    func optionalInteger(_ index: Int) -> Int64? { self[index] }

    func flag(_ index: Int) -> Bool { integer(index) != 0 }

    /// - Throws: `corrupt` where the column holds no name of a case.
    func named<Value: RawRepresentable<String>>(_ index: Int) throws -> Value {
        guard let value = Value(rawValue: self[index]) else { throw StoreError.corrupt }
        return value
    }

    func numbered<Value: RawRepresentable<Int>>(_ index: Int) throws -> Value {
        guard let value = Value(rawValue: self[index]) else { throw StoreError.corrupt }
        return value
    }
}
