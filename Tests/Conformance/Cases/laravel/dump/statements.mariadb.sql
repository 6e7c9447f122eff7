CREATE TABLE `migrations` (`id` int unsigned NOT NULL AUTO_INCREMENT, `migration` varchar(255) NOT NULL, `batch` int NOT NULL, PRIMARY KEY (`id`));
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `old` (`id` bigint unsigned NOT NULL AUTO_INCREMENT, `name` varchar(255) DEFAULT NULL, PRIMARY KEY (`id`));
INSERT INTO `migrations` VALUES (1,'2024_01_01_000001_step',1);

alter table `old` add `new` varchar(255) null;
