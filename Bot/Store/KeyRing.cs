using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace SocialCareBot.Store;

/// <summary>The keys that seal cookies and tokens, where several nodes must read what one of them sealed: in the database.</summary>
public sealed class KeyRing(Database database) : IXmlRepository
{
    private const string Owner = "key-ring";

    public IReadOnlyCollection<XElement> GetAllElements() => [.. database.Read(session => session.Query<string>("select json from keep where owner = @Owner", new { Owner })).Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        database.Directly(session => Keep.Put(session, Owner, friendlyName, element.ToString(SaveOptions.DisableFormatting)));
    }
}
