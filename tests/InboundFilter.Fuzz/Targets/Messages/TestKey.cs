namespace InboundFilter.Fuzz.Targets.Messages;

/// <summary>The private key, RSA of 1,024 bits in PKCS #1, with which made-up messages are signed. It was made for this and protects nothing.</summary>
internal static class TestKey
{
    public const string Base64 =
        "MIICXAIBAAKBgQC6LQReqCyjrvM4VRq1f1IKv7xCLGXcm7NCvsjKPwktVBbSw9ejy3nWyCgu1zsuw1coHLbse1fKWwoKillBlaq03kugDTBhOuebcWDfMlR4" +
        "r00m8Todua666Kl/5NVQLKEwLbhHyHqyfyozWAGqyRsMM4gb2SMkuDIvQvalmIDQGQIDAQABAoGAJlj9bG3he/meOX02GipWgMZLhanVdWJQwy++9gGT51VJ" +
        "ujICqcdQmk/yDuvgUdqEikuX1g/13kVwRQmIJv0oAuyk7WvLtYfs9TseOsMGrr+9xC7Plrdkwb9a2+Rp4WoPTjzQ0YDZIaVlr66bsrA3UkuJ6NdQRrOLZgGP" +
        "c89aZ/0CQQD24TLibCkr++dD5J6LqIcuSBEsm6EEpg4CC+YQTnUgI9Off8E+wsAzAsRduRAhyrnVmobL6ZDHTQZ6t4un6VGnAkEAwQ26NKAfo5xuBuwMvaEL" +
        "CnuYRRaKYXyjy7tLXpKd6KcAbKJDyiqYfb1TjLNF50fHMKf+qPVEmPSa1a777EOIPwJAGjb5fz9687ew6+2nxC6mBA0U/cacx3CWhjMbP9oE59/GBea7710g" +
        "qYn+rfELvHrZVswsyhRIElGkgX1h7/d/ewJASWYDtsBuZxExj/YtPee9v+WP1iykvj3aNLpoBHPwD6V29taWuYWKZrwVyPfcCvvyUqB8pRZjV1ggij+2TnS6" +
        "lwJBAMiS+tOGBGc179w2d2/AX+heEnMKb+o4JslwERvHDxY085Jv6ZGVVJjj92pUQW95ygWWQ35wR7v5tTvgV+96oNo=";
}
